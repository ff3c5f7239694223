package io.countersign.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.testkit.PathSpellings;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.util.ArrayList;
import java.util.List;

/** One way of asking at a path without a proof: the method, a header that would override it, a form, a forged signature. */
record PathAttempt(String method, String extraLine, SignedRequest content) {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final String OVERRIDE = "X-HTTP-Method-Override: ";

    /** All of them: each method, and each override, unsigned and forged. */
    static List<PathAttempt> all() {
        List<PathAttempt> attempts = new ArrayList<>();
        for (SignedRequest content : List.of(unsigned(body()), forged(body()))) {
            METHODS.forEach(method -> attempts.add(new PathAttempt(method, "", content)));
            attempts.add(new PathAttempt("GET", OVERRIDE + "POST\r\n", content));
            attempts.add(new PathAttempt("POST", OVERRIDE + "GET\r\n", content));
        }
        byte[] form = "_method=POST&a=b".getBytes(US_ASCII);
        for (SignedRequest content : List.of(unsigned(form), forged(form))) {
            attempts.add(new PathAttempt("PUT", "Content-Type: application/x-www-form-urlencoded\r\n", content));
        }
        return attempts;
    }

    /** The two that are most like a delivery. */
    static List<PathAttempt> posts() {
        return List.of(new PathAttempt("POST", "", unsigned(body())), new PathAttempt("POST", "", forged(body())));
    }

    private static byte[] body() {
        return "{\"forged\":true}".getBytes(US_ASCII);
    }

    private static SignedRequest unsigned(byte[] body) {
        return Bench.signed(body).withoutHeader("X-StatusPulse-Signature");
    }

    private static SignedRequest forged(byte[] body) {
        return Senders.statusPulse(Bench.STRANGERS).deliver(body);
    }

    static PathAttempt signed(byte[] body) {
        return new PathAttempt("POST", "", Bench.signed(body));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** The request, as it goes over the wire. */
    byte[] to(String target) {
        byte[] body = List.of("POST", "PUT", "PATCH", "DELETE").contains(method) ? content.body() : new byte[0];
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n")
                .append("Host: " + PathSpellings.AUTHORITY + "\r\n")
                .append(extraLine);
        content.headers().stream()
                .filter(header -> extraLine.isEmpty() || !header.name().equals("Content-Type"))
                .forEach(header -> request.append(header.name() + ": " + header.value() + "\r\n"));
        request.append("Content-Length: " + body.length + "\r\n\r\n").append(new String(body, ISO_8859_1));
        return request.toString().getBytes(ISO_8859_1);
    }
}
