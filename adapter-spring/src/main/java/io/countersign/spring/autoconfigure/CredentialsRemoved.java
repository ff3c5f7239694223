package io.countersign.spring.autoconfigure;

import java.util.regex.Pattern;

/**
 * What a driver or a client says of a failure, without the credentials that may stand in a URL of it.
 *
 * <p>Thread rule: stateless.
 */
final class CredentialsRemoved {
    private static final Pattern PARAMETER = Pattern.compile(
            "((?:password|passwd|pwd|secret|token)\\w*\\s*=\\s*)[^\\s&;,)\"']+", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]*@");

    private CredentialsRemoved() {}

    /** The text on one line. */
    static String of(String text) {
        String parameters = PARAMETER.matcher(text).replaceAll("$1***");
        return USER_INFO.matcher(parameters).replaceAll("://***@").replaceAll("\\s+", " ");
    }

    /** What the exception says, and what the one at the bottom of its causes says besides. */
    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String first = said(failure);
        return of(first.contains(said(root)) ? first : first + " (" + said(root) + ")");
    }

    private static String said(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
