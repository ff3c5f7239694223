package io.countersign.servlet;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects parameters as the Servlet API gives them: in order, those of the query before those of the form. */
final class FormParameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /**
     * Adds those of a query or a form.
     *
     * @throws IllegalStateException where a per cent sign is not followed by two hexadecimal digits
     */
    void add(@Nullable String encoded, Charset charset) {
        if (encoded == null) {
            return;
        }
        for (String pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decode(name, charset), key -> new ArrayList<>(1))
                        .add(decode(value, charset));
            }
        }
    }

    private static String decode(String encoded, Charset charset) {
        try {
            return URLDecoder.decode(encoded, charset);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("a parameter of the request is not well encoded", malformed);
        }
    }

    Map<String, String[]> toMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }
}
