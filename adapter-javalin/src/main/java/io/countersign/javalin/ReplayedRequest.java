package io.countersign.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.util.Collection;

/**
 * The request behind Javalin's own, with its verified bytes to read again, as often as somebody asks: Javalin reads them for
 * {@code ctx.bodyAsBytes()}, and they are still there for {@code ctx.bodyInputStream()}. Confined to the request.
 */
final class ReplayedRequest extends HttpServletRequestWrapper {
    private final byte[] body;

    ReplayedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ReplayedBody(body);
    }

    @Override
    public BufferedReader getReader() throws UnsupportedEncodingException {
        String charset = getCharacterEncoding();
        return new BufferedReader(
                new InputStreamReader(new ReplayedBody(body), charset == null ? UTF_8.name() : charset));
    }

    @Override
    public Collection<Part> getParts() throws ServletException {
        throw new ServletException("the body was verified as bytes and is not split into parts;"
                + " read it from ctx.bodyAsBytes() and parse it there");
    }

    @Override
    public Part getPart(String name) throws ServletException {
        getParts();
        throw new AssertionError("getParts() never returns");
    }
}
