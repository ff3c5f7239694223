package io.countersign;

import io.countersign.internal.Ascii;
import io.countersign.internal.ip.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of {@code Forwarded} (RFC 7239): elements with commas between them, each of pairs with semicolons between them,
 * values plain or in quotes. A comma in quotes is no end of an element, so the line is read from its beginning and not split.
 *
 * <p>Confined to one thread.
 */
final class ForwardedHeader {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final String line;
    private int at;
    private @Nullable String node;
    private @Nullable String proto;

    private ForwardedHeader(String line) {
        this.line = line;
    }

    /** Adds the hops of that line, and says whether it could be read, and there was room for them all. */
    static boolean read(String line, List<Hop> hops) {
        return new ForwardedHeader(line).elements(hops);
    }

    private boolean elements(List<Hop> hops) {
        do {
            node = null;
            proto = null;
            if (hops.size() == Hop.MAX_HOPS || !pairs()) {
                return false;
            }
            hops.add(new Hop(node == null ? null : addressOf(node), proto));
        } while (take(','));
        return at == line.length();
    }

    private boolean pairs() {
        List<String> names = new ArrayList<>(4);
        do {
            skipBlanks();
            if (isToken(peek()) && !pair(names)) {
                return false;
            }
            skipBlanks();
        } while (take(';'));
        return true;
    }

    private boolean pair(List<String> names) {
        String name = token().toLowerCase(Locale.ROOT);
        // A name that comes twice could be read in two ways.
        if (names.contains(name) || !take('=')) {
            return false;
        }
        names.add(name);
        String value = peek() == '"' ? quoted() : token();
        if (value == null || value.isEmpty()) {
            return false;
        }
        if (name.equals("for")) {
            node = value;
        } else if (name.equals("proto")) {
            proto = value;
        }
        return true;
    }

    private @Nullable String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                return text.toString();
            }
            if (c == '\\' && ++at < line.length()) {
                c = line.charAt(at);
            }
            text.append(c);
        }
        return null;
    }

    private String token() {
        int start = at;
        while (isToken(peek())) {
            at++;
        }
        return line.substring(start, at);
    }

    /** The next character, or one that is never sent. */
    private char peek() {
        return at < line.length() ? line.charAt(at) : '\0';
    }

    private boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private static boolean isToken(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c != '\0' && TOKEN_MARKS.indexOf(c) >= 0);
    }

    /**
     * The address of a node: a dotted quad, or an IPv6 literal in brackets, each with or without a port, which may be hidden.
     * {@code unknown} and names that begin with an underscore are there to hide the address, and hide it.
     */
    private static @Nullable IpAddress addressOf(String node) {
        int hidden = node.indexOf(":_", node.indexOf(']') + 1);
        boolean isPortHidden = hidden >= 0 && Ascii.isUnreserved(node.substring(hidden + 2), 128);
        String visible = isPortHidden ? node.substring(0, hidden) : node;
        boolean isBareV6 = !visible.startsWith("[") && visible.indexOf(':') != visible.lastIndexOf(':');
        return isBareV6 ? null : IpAddress.parseHostAndPort(visible);
    }
}
