package io.countersign.verify;

import java.net.URI;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The URL as the sender called and signed it. A server sees the path only, and behind a proxy the wrong host, so scheme and
 * host come from configuration. Immutable.
 */
final class SignedUrl {
    private final String origin;
    private final String decode;

    SignedUrl(@Nullable URI publicUrl, String decode) {
        this.origin = publicUrl == null ? "" : withoutFinalSlash(publicUrl.toString());
        this.decode = decode;
    }

    /**
     * Returns {@code url}.
     *
     * @throws IllegalArgumentException where nothing could stand before the path of a delivery that way
     */
    static URI checked(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the public URL \"" + url
                    + "\" must be https://host, or https://host/prefix where the proxy strips a prefix");
        }
        return url;
    }

    private static String withoutFinalSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The whole URL; {@code url} is what the server saw, and taken as it is where it is whole already. */
    String calledBySender(String url) {
        return url.startsWith("/") ? origin + url : url;
    }

    /** The URL with those characters as themselves that the scheme signs so. */
    String decoded(String url) {
        if (decode.isEmpty() || url.indexOf('%') < 0) {
            return url;
        }
        StringBuilder decoded = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            int value = url.charAt(i) == '%' && i + 2 < url.length() ? hex(url, i + 1) : -1;
            if (value >= 0 && decode.indexOf(value) >= 0) {
                decoded.append((char) value);
                i += 2;
            } else {
                decoded.append(url.charAt(i));
            }
        }
        return decoded.toString();
    }

    private static int hex(String text, int at) {
        char high = text.charAt(at);
        char low = text.charAt(at + 1);
        return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
                ? HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low)
                : -1;
    }
}
