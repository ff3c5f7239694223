package io.countersign.testkit.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** An answer that came without a network. Immutable. */
record LocalAnswer(URI uri, int statusCode, HttpHeaders headers, String body) implements HttpResponse<String> {

    static LocalAnswer of(URI uri, int status, Map<String, List<String>> headers, String body) {
        return new LocalAnswer(uri, status, HttpHeaders.of(headers, (name, value) -> true), body);
    }

    @Override
    public HttpRequest request() {
        return HttpRequest.newBuilder(uri).build();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }
}
