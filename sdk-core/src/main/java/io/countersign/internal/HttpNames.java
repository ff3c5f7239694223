package io.countersign.internal;

import java.util.regex.Pattern;

/** What may be the name of an HTTP header (RFC 9110, section 5.6.2). */
public final class HttpNames {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    private HttpNames() {}

    /** Returns {@code name}, or throws {@link IllegalArgumentException} where no header can be called that. */
    public static String checkHeader(String name) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be the name of an HTTP header");
        }
        return name;
    }
}
