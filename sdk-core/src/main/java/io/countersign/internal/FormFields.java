package io.countersign.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body, as Twilio signs them: decoded, sorted by name, each name
 * followed by its value. Bytes throughout, so that no charset changes what was signed. Stateless.
 */
public final class FormFields {
    private FormFields() {}

    /**
     * Names and values without separators, sorted by name; several values of one name sorted too, and equal ones once, as the
     * newer of Twilio's validators have it.
     *
     * @return the bytes, or null where a per cent sign is not followed by two hexadecimal digits
     */
    public static byte @Nullable [] sorted(byte[] form) {
        Map<String, TreeSet<String>> fields = new TreeMap<>(Comparator.naturalOrder());
        for (String pair : new String(form, ISO_8859_1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (name == null || value == null) {
                return null;
            }
            if (!pair.isEmpty()) {
                fields.computeIfAbsent(name, key -> new TreeSet<>()).add(value);
            }
        }
        ByteArrayOutputStream sorted = new ByteArrayOutputStream(form.length);
        fields.forEach((name, values) -> values.forEach(value -> {
            sorted.writeBytes(name.getBytes(ISO_8859_1));
            sorted.writeBytes(value.getBytes(ISO_8859_1));
        }));
        return sorted.toByteArray();
    }

    /** The value of a parameter that the URL's query holds exactly once, as it stands there; otherwise null. */
    public static @Nullable String queryValue(String url, String parameter) {
        int query = url.indexOf('?');
        if (query < 0) {
            return null;
        }
        List<String> values = new ArrayList<>(1);
        for (String pair : url.substring(query + 1).split("&", -1)) {
            if (pair.startsWith(parameter + "=")) {
                values.add(pair.substring(parameter.length() + 1));
            }
        }
        return values.size() == 1 ? values.get(0) : null;
    }

    /**
     * A name or value without its encoding; null where a per cent sign is not followed by two hexadecimal digits. Each char of
     * the text is one byte, and so is each char of what this returns.
     */
    public static @Nullable String decoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+') {
                decoded.append(' ');
            } else if (c != '%') {
                decoded.append(c);
            } else {
                byte[] octet = i + 2 < text.length() ? Ascii.hex(text.substring(i + 1, i + 3), 1) : null;
                if (octet == null) {
                    return null;
                }
                decoded.append((char) (octet[0] & 0xff));
                i += 2;
            }
        }
        return decoded.toString();
    }
}
