package io.countersign.testkit;

import static java.util.Objects.requireNonNull;

import io.countersign.verify.Delivery;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A delivery as a provider sends it, before it goes over the wire, with the changes that a test wants to make to it.
 *
 * <p>Thread rule: immutable; every change is a new request. {@code toString} shows neither headers nor body.
 */
public final class SignedRequest {
    /**
     * One header line.
     *
     * @param name its name
     * @param value its value
     */
    public record Header(String name, String value) {}

    private final String method;
    private final String pathSuffix;
    private final List<Header> headers;
    private final byte[] body;

    SignedRequest(String method, String pathSuffix, List<Header> headers, byte[] body) {
        this.method = requireNonNull(method, "method");
        this.pathSuffix = requireNonNull(pathSuffix, "pathSuffix");
        this.headers = List.copyOf(headers);
        this.body = body.clone();
    }

    /** The method. */
    public String method() {
        return method;
    }

    /** What follows the endpoint's URL: a token at the end of the path, or a query; mostly empty. It may be a secret. */
    public String urlSuffix() {
        return pathSuffix;
    }

    /** The header lines in order. */
    public List<Header> headers() {
        return headers;
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** The same with another method. */
    public SignedRequest withMethod(String newMethod) {
        return new SignedRequest(newMethod, pathSuffix, headers, body);
    }

    /** The same with this query, as it is to be sent. */
    public SignedRequest withQuery(String query) {
        return new SignedRequest(method, pathSuffix + "?" + query, headers, body);
    }

    /** The same with one more header line. */
    public SignedRequest withHeader(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new SignedRequest(method, pathSuffix, more, body);
    }

    /** The same without any line of that header. */
    public SignedRequest withoutHeader(String name) {
        return new SignedRequest(
                method,
                pathSuffix,
                headers.stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList(),
                body);
    }

    /** The same signature over another body: what somebody does who changes a delivery on its way. */
    public SignedRequest withBody(byte[] newBody) {
        return new SignedRequest(method, pathSuffix, headers, newBody);
    }

    /** The same with one bit of the body changed. */
    public SignedRequest tampered() {
        byte[] changed = body.clone();
        changed[changed.length / 2] ^= 1;
        return withBody(changed);
    }

    /** As a request for {@link java.net.http.HttpClient} to an endpoint at {@code endpoint}. */
    public HttpRequest toHttpRequest(URI endpoint) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + pathSuffix))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(header -> request.header(header.name(), header.value()));
        return request.build();
    }

    /** As a delivery that arrived at {@code path} at that instant, without any HTTP in between. */
    public Delivery toDelivery(String path, Instant receivedAt) {
        Delivery.Builder delivery =
                Delivery.of(method, path + pathSuffix).body(body.clone()).receivedAt(receivedAt);
        headers.forEach(header -> delivery.header(header.name(), header.value()));
        return delivery.build();
    }

    @Override
    public String toString() {
        return "SignedRequest[" + method + ", " + body.length + " bytes]";
    }
}
