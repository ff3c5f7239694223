package io.countersign.internal;

import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Strict reading of what stands in headers: one spelling of each value, ASCII only, no exception for any text.
 *
 * <p>The platform's parsers are more generous than a header may be: {@code Long.parseLong} takes {@code +1} and Arabic-Indic
 * digits, {@code Base64.getDecoder()} four spellings of one tag.
 */
public final class Ascii {
    private Ascii() {}

    /** {@code text} without spaces and tabs at its ends, as HTTP trims a field value. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
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
        for (int i = 0; i < bytes; i++) {
            int high = hexDigit(text.charAt(2 * i));
            int low = hexDigit(text.charAt(2 * i + 1));
            if ((high | low) < 0) {
                return null;
            }
            decoded[i] = (byte) (high << 4 | low);
        }
        return decoded;
    }

    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : -1;
    }

    /** The bytes of the one canonical, padded base64 spelling of exactly {@code bytes} bytes, or {@code null}. */
    public static byte @Nullable [] base64(String text, int bytes) {
        byte[] decoded = base64(text);
        return decoded == null || decoded.length != bytes ? null : decoded;
    }

    /** The bytes of a canonical, padded base64 text, or {@code null}. */
    public static byte @Nullable [] base64(String text) {
        byte[] ascii = new byte[text.length()];
        for (int i = 0; i < ascii.length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return null;
            }
            ascii[i] = (byte) c;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(ascii);
            return Arrays.equals(Base64.getEncoder().encode(decoded), ascii) ? decoded : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
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

    /** Whether {@code text} is 1 to {@code max} visible ASCII characters. */
    public static boolean isVisible(String text, int max) {
        return !text.isEmpty() && text.length() <= max && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
