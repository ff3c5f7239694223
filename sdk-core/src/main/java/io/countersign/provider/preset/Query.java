package io.countersign.provider.preset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query of a URL as it was sent, read strictly: what is malformed, or there twice, is not there. Immutable. */
final class Query {
    private final String[] pairs;

    private Query(String[] pairs) {
        this.pairs = pairs;
    }

    /** The query of {@code url}; of one that has none, an empty one. */
    static Query of(String url) {
        int mark = url.indexOf('?');
        return new Query(mark < 0 ? new String[0] : url.substring(mark + 1).split("&"));
    }

    /** The value of the only parameter of that name, its bytes as ISO-8859-1. */
    Optional<String> only(String name) {
        String value = null;
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && name.equals(decoded(pair.substring(0, equals)))) {
                if (value != null) {
                    return Optional.empty();
                }
                value = pair.substring(equals + 1);
            }
        }
        return Optional.ofNullable(value).map(Query::decoded);
    }

    private static @Nullable String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
                if (low < 0) {
                    return null;
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c > 0xff) {
                return null;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return bytes.toString(ISO_8859_1);
    }
}
