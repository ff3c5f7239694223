package io.countersign.internal.ip;

import io.countersign.internal.Ascii;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as its 128 bits. An IPv4 address is kept as the IPv6 address that it is mapped to, so that
 * {@code ::ffff:192.0.2.1} and {@code 192.0.2.1} are one.
 *
 * <p>Immutable.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
    private static final long MAPPED = 0xffffL;
    private static final int LARGEST_PORT = 65_535;

    static IpAddress ofV4(long bits) {
        return new IpAddress(0, MAPPED << 32 | bits);
    }

    /**
     * The address of a literal: a dotted quad without leading zeros, or an IPv6 address of RFC 4291 without a scope. Never asks
     * for a name, and never guesses: {@code 10.1}, {@code 010.0.0.1} and {@code 2130706433} are none.
     */
    public static @Nullable IpAddress parse(String text) {
        return IpText.read(text);
    }

    /** As {@link #parse}, or an IPv6 literal in brackets, as some servers report their peers. */
    public static @Nullable IpAddress parseHost(String text) {
        return isBracketed(text) ? bracketed(text) : parse(text);
    }

    /** As {@link #parseHost}, with or without a port of 1 to 5 digits behind; an IPv6 literal with a port must be in brackets. */
    public static @Nullable IpAddress parseHostAndPort(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (text.indexOf(':') == colon || text.startsWith("]", colon - 1));
        if (!hasPort) {
            return parseHost(text);
        }
        return isPort(text.substring(colon + 1)) ? parseHost(text.substring(0, colon)) : null;
    }

    private static boolean isPort(String digits) {
        OptionalLong port = Ascii.number(digits, 5);
        return port.isPresent() && port.getAsLong() <= LARGEST_PORT;
    }

    private static boolean isBracketed(String text) {
        return text.startsWith("[") && text.endsWith("]");
    }

    private static @Nullable IpAddress bracketed(String text) {
        return text.indexOf(':') < 0 ? null : parse(text.substring(1, text.length() - 1));
    }

    /** Whether it is of IPv4. */
    public boolean isV4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /** Whether it is of the machine itself: {@code 127.0.0.0/8} or {@code ::1}. */
    public boolean isLoopback() {
        return isV4() ? ((low >>> 24) & 0xff) == 127 : high == 0 && low == 1;
    }

    /** Whether it is of a network of somebody's own: no stranger's address out in the internet. */
    public boolean isPrivate() {
        return isLoopback() || IpRange.isPrivate(this);
    }

    /** It, without the bits behind the first {@code bits}. */
    IpAddress masked(int bits) {
        long highMask = bits >= 64 ? -1 : bits == 0 ? 0 : -1L << (64 - bits);
        long lowMask = bits <= 64 ? 0 : -1L << (128 - bits);
        return new IpAddress(high & highMask, low & lowMask);
    }

    /**
     * Whose it is, for counting: an IPv4 address itself; of IPv6 the network of 64 bits, since a customer gets at least that
     * much and can change the rest at will.
     */
    public String household() {
        return isV4() ? toString() : masked(64) + "/64";
    }

    /** The dotted quad, or the text of RFC 5952. */
    @Override
    public String toString() {
        return isV4() ? IpText.quad(low) : IpText.groups(high, low);
    }
}
