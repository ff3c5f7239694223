package io.countersign.internal.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes literals of IP addresses. The platform's {@code InetAddress.getByName} is of no use here: it asks a name
 * server for what is no literal, and takes {@code 10.1}, {@code 010.0.0.1} and {@code 2130706433} for addresses.
 */
final class IpText {
    /** {@code ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255}. */
    private static final int MAX_CHARS = 45;

    private static final int GROUPS = 8;

    private IpText() {}

    static @Nullable IpAddress read(String text) {
        if (text.length() > MAX_CHARS) {
            return null;
        }
        if (text.indexOf(':') >= 0) {
            return v6(text);
        }
        long bits = quadAt(text, 0);
        return bits < 0 ? null : IpAddress.ofV4(bits);
    }

    /** The 32 bits of the dotted quad from {@code start} to the end of the text, or -1. */
    private static long quadAt(String text, int start) {
        long bits = 0;
        int at = start;
        for (int part = 0; part < 4; part++) {
            int end = part < 3 ? text.indexOf('.', at) : text.length();
            int octet = end < 0 ? -1 : octet(text, at, end);
            if (octet < 0) {
                return -1;
            }
            bits = bits << 8 | octet;
            at = end + 1;
        }
        return bits;
    }

    private static int octet(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value <= 255 ? value : -1;
    }

    private static @Nullable IpAddress v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = groupsOf(text, 0, text.length());
            return all == null || all.length != GROUPS ? null : of(all);
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] head = groupsOf(text, 0, gap);
        int[] tail = groupsOf(text, gap + 2, text.length());
        if (head == null || tail == null || head.length + tail.length >= GROUPS) {
            return null;
        }
        int[] all = Arrays.copyOf(head, GROUPS);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        return of(all);
    }

    /** The groups between two indices, of which those at the end of the text may be a dotted quad; null where they are none. */
    private static int @Nullable [] groupsOf(String text, int start, int end) {
        int[] groups = new int[GROUPS];
        int count = 0;
        for (int at = start; start < end && at <= end; ) {
            int colon = text.indexOf(':', at);
            int groupEnd = colon < 0 || colon > end ? end : colon;
            boolean isQuad = groupEnd == text.length() && text.indexOf('.', at) >= 0;
            if (count + (isQuad ? 2 : 1) > GROUPS) {
                return null;
            }
            long value = isQuad ? quadAt(text, at) : hexGroup(text, at, groupEnd);
            if (value < 0) {
                return null;
            }
            if (isQuad) {
                groups[count++] = (int) (value >>> 16);
            }
            groups[count++] = (int) (value & 0xffff);
            at = groupEnd + 1;
        }
        return Arrays.copyOf(groups, count);
    }

    private static int hexGroup(String text, int start, int end) {
        if (end - start < 1 || end - start > 4) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            // Of other alphabets, digit() takes digits too.
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IpAddress of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + GROUPS / 2];
        }
        return new IpAddress(high, low);
    }

    static String quad(long bits) {
        return ((bits >>> 24) & 0xff) + "." + ((bits >>> 16) & 0xff) + "." + ((bits >>> 8) & 0xff) + "."
                + (bits & 0xff);
    }

    /** As RFC 5952 has it: lower case, no leading zeros, the first of the longest runs of at least two zeros left out. */
    static String groups(long high, long low) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS / 2; i++) {
            groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
            groups[i + GROUPS / 2] = (int) (low >>> (48 - 16 * i)) & 0xffff;
        }
        int gap = 0;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > gapLength) {
                gap = i;
                gapLength = zeros;
            }
        }
        return gapLength < 2
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, gap) + "::" + joined(groups, gap + gapLength, GROUPS);
    }

    private static int zerosFrom(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String joined(int[] groups, int start, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = start; i < end; i++) {
            text.append(i == start ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
