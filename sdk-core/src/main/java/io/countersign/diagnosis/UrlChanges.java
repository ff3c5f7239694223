package io.countersign.diagnosis;

import io.countersign.diagnosis.Diagnosis.Cause;
import io.countersign.verify.Delivery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The URL as the sender may have called it, before a proxy: another scheme, host, port, slash at the end, or no query. */
final class UrlChanges implements Change.Family {
    private static final Pattern URL = Pattern.compile(
            "(?:(?<scheme>https?)://(?<host>[^/?#:]*)(?::(?<port>[0-9]{1,5}))?)?(?<path>[^?#]*)(?<query>\\?.*)?");

    private record Parts(String scheme, String host, String port, String path, String query) {
        private String url() {
            return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port) + path + query;
        }
    }

    @Override
    public Stream<Change> of(Attempt attempt) {
        if (!attempt.scheme().signsUrl()) {
            return Stream.empty();
        }
        Delivery delivery = attempt.delivery();
        Matcher url = URL.matcher(delivery.url());
        if (!url.matches()) {
            return Stream.empty();
        }
        Parts seen = new Parts(
                text(url, "scheme"), text(url, "host"), text(url, "port"), text(url, "path"), text(url, "query"));
        return candidates(delivery, seen)
                .filter(called -> !called.equals(seen))
                .map(called -> new Change(
                        Cause.URL,
                        "the sender signed another URL than the endpoint sees: " + difference(seen, called)
                                + "; set public-url to the URL under which the sender calls",
                        attempt.with(Deliveries.withUrl(delivery, called.url()))));
    }

    private static String text(Matcher url, String group) {
        String text = url.group(group);
        return text == null ? "" : text;
    }

    private static Stream<Parts> candidates(Delivery delivery, Parts seen) {
        List<String> paths = List.of(seen.path(), slashed(seen.path()));
        List<String> queries = List.of(seen.query(), "");
        return authorities(delivery, seen).stream()
                .flatMap(authority -> Stream.of("https", "http").flatMap(scheme -> origins(scheme, authority, seen)))
                .flatMap(origin -> paths.stream()
                        .flatMap(path -> queries.stream()
                                .map(query -> new Parts(origin.scheme(), origin.host(), origin.port(), path, query))))
                .distinct();
    }

    private static Stream<Parts> origins(String scheme, String authority, Parts seen) {
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        return Stream.of(port, "", seen.port(), scheme.equals("https") ? "443" : "80")
                .map(each -> new Parts(scheme, host, each, "", ""));
    }

    /** Where the request may have been sent to; anybody can write these headers, but only the sender can sign them. */
    private static Set<String> authorities(Delivery delivery, Parts seen) {
        Set<String> authorities = new LinkedHashSet<>();
        if (!seen.host().isEmpty()) {
            authorities.add(seen.host() + (seen.port().isEmpty() ? "" : ":" + seen.port()));
        }
        delivery.header("X-Forwarded-Host").map(String::strip).ifPresent(authorities::add);
        delivery.header("Host").map(String::strip).ifPresent(authorities::add);
        return authorities;
    }

    private static String slashed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
    }

    private static String difference(Parts seen, Parts called) {
        StringJoiner words = new StringJoiner(", ");
        if (!called.scheme().equals(seen.scheme())) {
            words.add("with " + called.scheme() + (seen.scheme().isEmpty() ? "" : " instead of " + seen.scheme()));
        }
        if (!called.host().toLowerCase(Locale.ROOT).equals(seen.host().toLowerCase(Locale.ROOT))) {
            words.add("with the host that the request's headers name");
        }
        if (!called.port().equals(seen.port())) {
            words.add(called.port().isEmpty() ? "without the port" : "with port " + called.port());
        }
        if (!called.path().equals(seen.path())) {
            words.add(called.path().endsWith("/") ? "with a slash at its end" : "without the slash at its end");
        }
        if (!called.query().equals(seen.query())) {
            words.add("without its query");
        }
        return words.toString();
    }
}
