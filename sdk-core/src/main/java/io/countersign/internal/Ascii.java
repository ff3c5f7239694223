package io.countersign.internal;

import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Strict reading of what stands in headers: one spelling of each value, ASCII only, no exception for any text.
 *
 * <p>The platform's parsers are more generous than a header may be: {@code Long.parseLong} takes {@code +1} and Arabic-Indic
 * digits, {@code Base64.getDecoder()} four spellings of one tag.
 */
public final class Ascii {
    private static final byte[] HEX = hexTable();
    private static final byte[] BASE64 = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private Ascii() {}

    /** {@code text} without spaces and tabs at its ends, as HTTP trims a field value. */
    public static String trim(String text) {
        int last = text.length() - 1;
        if (last >= 0 && !isBlank(text.charAt(0)) && !isBlank(text.charAt(last))) {
            return text;
        }
        int start = skipBlanks(text, 0, text.length());
        return text.substring(start, dropBlanks(text, start, text.length()));
    }

    /** The first index from {@code start} on that holds no space or tab, or {@code end}. */
    static int skipBlanks(String text, int start, int end) {
        int index = start;
        while (index < end && isBlank(text.charAt(index))) {
            index++;
        }
        return index;
    }

    /** The end of {@code text} between the two indices, without the spaces and tabs before it. */
    static int dropBlanks(String text, int start, int end) {
        int index = end;
        while (index > start && isBlank(text.charAt(index - 1))) {
            index--;
        }
        return index;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The bytes of exactly {@code 2 * bytes} hexadecimal digits of either case, or {@code null}. */
    public static byte @Nullable [] hex(String text, int bytes) {
        if (text.length() != 2 * bytes) {
            return null;
        }
        byte[] decoded = new byte[bytes];
        int bad = 0;
        for (int i = 0; i < bytes; i++) {
            int pair = hexDigit(text.charAt(2 * i)) << 4 | hexDigit(text.charAt(2 * i + 1));
            bad |= pair;
            decoded[i] = (byte) pair;
        }
        return bad < 0 ? null : decoded;
    }

    /**
     * Whether the hexadecimal digits from {@code start} on, of either case, spell {@code expected}. How long it takes depends
     * on the length of {@code expected} and on what the text holds, never on how much of it is right.
     */
    public static boolean spellsHex(String text, int start, byte[] expected) {
        int difference = 0;
        for (int i = 0; i < expected.length; i++) {
            int pair = hexDigit(text.charAt(start + 2 * i)) << 4 | hexDigit(text.charAt(start + 2 * i + 1));
            // What is no digit is negative, and stays so: no byte can make up for it.
            difference |= pair ^ (expected[i] & 0xff);
        }
        return difference == 0;
    }

    /** The value of a digit, or a negative number, which stays negative however it is shifted and joined. */
    private static int hexDigit(char c) {
        return c < HEX.length ? HEX[c] : -1;
    }

    /** How many characters the padded base64 spelling of so many bytes has. */
    static int base64Length(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /** The bytes of the one canonical, padded base64 spelling of exactly {@code bytes} bytes, or {@code null}. */
    public static byte @Nullable [] base64(String text, int bytes) {
        if (text.length() != base64Length(bytes)) {
            return null;
        }
        byte[] decoded = new byte[bytes];
        int bad = 0;
        for (int i = 0, at = 0; i < bytes; i += 3, at += 4) {
            int group = base64Group(text, at, bytes - i);
            bad |= group;
            for (int shift = 16, to = i; to < Math.min(i + 3, bytes); shift -= 8, to++) {
                decoded[to] = (byte) (group >> shift);
            }
        }
        return bad < 0 ? null : decoded;
    }

    /** The bytes of a canonical, padded base64 text, or {@code null}. */
    public static byte @Nullable [] base64(String text) {
        int length = text.length();
        if (length % 4 != 0) {
            return null;
        }
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return base64(text, length / 4 * 3 - padding);
    }

    /** As {@link #spellsHex}, of the canonical base64 spelling. */
    static boolean spellsBase64(String text, int start, byte[] expected) {
        int difference = 0;
        int groups = expected.length / 3;
        // One counter for both arrays, so that the compiler can tell that it stays within their bounds.
        for (int i = 0; i < groups; i++) {
            int group =
                    (expected[3 * i] & 0xff) << 16 | (expected[3 * i + 1] & 0xff) << 8 | (expected[3 * i + 2] & 0xff);
            difference |= base64Group(text, start + 4 * i, 3) ^ group;
        }
        int whole = 3 * groups;
        if (whole < expected.length) {
            boolean two = expected.length - whole == 2;
            int rest = (expected[whole] & 0xff) << 16 | (two ? (expected[whole + 1] & 0xff) << 8 : 0);
            difference |= base64Group(text, start + 4 * groups, expected.length - whole) ^ rest;
        }
        return difference == 0;
    }

    /**
     * The 24 bits of four characters, or a negative number. For the last one or two bytes of a text the padding must be there
     * and the unused bits must be 0: each value has one spelling.
     */
    private static int base64Group(String text, int at, int bytes) {
        int group = base64Digit(text.charAt(at)) << 18 | base64Digit(text.charAt(at + 1)) << 12;
        if (bytes >= 3) {
            return group | base64Digit(text.charAt(at + 2)) << 6 | base64Digit(text.charAt(at + 3));
        }
        group |= bytes == 2 ? base64Digit(text.charAt(at + 2)) << 6 : padding(text.charAt(at + 2));
        group |= padding(text.charAt(at + 3));
        int unused = group & (bytes == 2 ? 0xff : 0xffff);
        return unused == 0 ? group : -1;
    }

    private static int padding(char c) {
        return c == '=' ? 0 : -1;
    }

    /** As {@link #hexDigit}. */
    private static int base64Digit(char c) {
        return c < BASE64.length ? BASE64[c] : -1;
    }

    private static byte[] table(String digits) {
        byte[] table = new byte[128];
        Arrays.fill(table, (byte) -1);
        for (int i = 0; i < digits.length(); i++) {
            table[digits.charAt(i)] = (byte) i;
        }
        return table;
    }

    private static byte[] hexTable() {
        byte[] table = table("0123456789abcdef");
        for (int i = 10; i < 16; i++) {
            table["0123456789ABCDEF".charAt(i)] = (byte) i;
        }
        return table;
    }

    /** The number that 1 to {@code maxDigits} (at most 18) ASCII digits without a leading zero make, or empty. */
    public static OptionalLong number(String text, int maxDigits) {
        int length = text.length();
        if (length == 0 || length > maxDigits || (length > 1 && text.charAt(0) == '0')) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalLong.of(number);
    }

    /** Whether {@code text} is 1 to {@code max} characters that stand in a URL as themselves: letters, digits, {@code . - _ ~}. */
    public static boolean isUnreserved(String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        char lower = (char) (c | 0x20);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '~';
    }

    /** Whether {@code text} is 1 to {@code max} visible ASCII characters. */
    public static boolean isVisible(String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
