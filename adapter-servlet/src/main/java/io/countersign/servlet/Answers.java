package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes an answer as it is: never by {@code sendError}, which would start the server's error pages. Stateless. */
final class Answers {
    private Answers() {}

    static void write(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        setHeaders(answer, request, response);
        byte[] body = answer.body().getBytes(US_ASCII);
        if (body.length > 0) {
            response.setContentType(answer.contentType());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    /** Sets the headers on what is not committed yet. */
    static void setHeaders(Answer answer, HttpServletRequest request, HttpServletResponse response) {
        boolean mayClose = request.getProtocol().startsWith("HTTP/1");
        answer.headers().forEach((name, value) -> {
            // HTTP/2 has no such header, and a response that carries it is malformed there.
            if (mayClose || !name.equalsIgnoreCase("Connection")) {
                response.setHeader(name, value);
            }
        });
    }
}
