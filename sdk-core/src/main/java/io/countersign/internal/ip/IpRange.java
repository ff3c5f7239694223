package io.countersign.internal.ip;

import io.countersign.internal.Ascii;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A range of IP addresses, as {@code 203.0.113.0/24}. A range of one family holds no address of the other. Immutable.
 *
 * @param base the first address
 * @param bits how many of its 128 bits all of the range begin with; 0 for everybody
 */
public record IpRange(IpAddress base, int bits) {
    /** The word for everybody: nobody writes it by mistake, as one may write {@code /0}. */
    public static final String EVERYBODY = "any";

    private static final IpRange ALL = new IpRange(new IpAddress(0, 0), 0);

    /** Networks of somebody's own (RFC 1918, 4193), of a provider inside (RFC 6598), of one link (RFC 3927, 4291). */
    private static final List<IpRange> PRIVATE = Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "fc00::/7",
                    "fe80::/10")
            .map(IpRange::parse)
            .toList();

    /**
     * The range of a text: an address, an address and how many of its bits count, or {@link #EVERYBODY}.
     *
     * @throws IllegalArgumentException with what is wrong and the mend
     */
    public static IpRange parse(String text) {
        if (text.equals(EVERYBODY)) {
            return ALL;
        }
        int slash = text.indexOf('/');
        IpAddress base = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no IP address and no range of them; write it like"
                    + " 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32");
        }
        return slash < 0 ? new IpRange(base, 128) : checked(text, base, bitsOf(text, slash));
    }

    private static int bitsOf(String text, int slash) {
        int width = text.indexOf(':') < 0 ? 32 : 128;
        OptionalLong written = Ascii.number(text.substring(slash + 1), 3);
        if (written.isEmpty() || written.getAsLong() > width) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no range; behind the slash stands how many bits count, 1 to " + width);
        }
        if (written.getAsLong() == 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is everybody; write " + EVERYBODY + " if that is meant");
        }
        return 128 - width + (int) written.getAsLong();
    }

    private static IpRange checked(String text, IpAddress base, int bits) {
        IpAddress first = base.masked(bits);
        if (!first.equals(base)) {
            throw new IllegalArgumentException("\"" + text + "\" has bits set that do not count; write " + first + "/"
                    + (first.isV4() ? bits - 96 : bits) + " for the range, or " + base + " for that address alone");
        }
        return new IpRange(base, bits);
    }

    /** Whether {@code address} is in it. */
    public boolean contains(IpAddress address) {
        return bits == 0
                || (address.isV4() == base.isV4() && address.masked(bits).equals(base));
    }

    static boolean isPrivate(IpAddress address) {
        return PRIVATE.stream().anyMatch(range -> range.contains(address));
    }
}
