package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request with its verified bytes to read again, in any of the ways of the API. Confined to the request. */
final class ReplayedRequest extends HttpServletRequestWrapper {
    private final byte[] body;
    private final Admission admission;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;
    private @Nullable Map<String, String[]> parameters;

    ReplayedRequest(HttpServletRequest request, byte[] body, Admission admission) {
        super(request);
        this.body = body;
        this.admission = admission;
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
        if (reader != null) {
            throw new IllegalStateException("getReader() was called; use that reader");
        }
        admission.take();
        ServletInputStream current = stream;
        if (current == null) {
            current = new ReplayedBody(body);
            stream = current;
        }
        return current;
    }

    @Override
    public BufferedReader getReader() throws UnsupportedEncodingException {
        if (stream != null) {
            throw new IllegalStateException("getInputStream() was called; use that stream");
        }
        admission.take();
        BufferedReader current = reader;
        if (current == null) {
            current = new BufferedReader(new InputStreamReader(new ReplayedBody(body), charset()));
            reader = current;
        }
        return current;
    }

    /** The charset of the request; where it names none, what its media type means by that. */
    private Charset charset() throws UnsupportedEncodingException {
        String named = getCharacterEncoding();
        if (named == null) {
            return isText() ? ISO_8859_1 : UTF_8;
        }
        try {
            return Charset.forName(named);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new UnsupportedEncodingException("the charset of the request is not known here");
        }
    }

    private boolean isText() {
        return mediaType().startsWith("text/");
    }

    private String mediaType() {
        String type = getContentType();
        return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private Map<String, String[]> parameters() {
        Map<String, String[]> current = parameters;
        if (current == null) {
            FormParameters all = new FormParameters();
            all.add(getQueryString(), UTF_8);
            if (mediaType().equals("application/x-www-form-urlencoded")) {
                admission.take();
                addForm(all);
            }
            current = all.toMap();
            parameters = current;
        }
        return current;
    }

    private void addForm(FormParameters all) {
        try {
            Charset charset = charset();
            all.add(new String(body, charset), charset);
        } catch (UnsupportedEncodingException unknown) {
            throw new IllegalStateException(unknown.getMessage(), unknown);
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Collection<Part> getParts() throws ServletException {
        throw new ServletException("the body was verified as bytes and is not split into parts;"
                + " read it from getInputStream() and parse it there");
    }

    @Override
    public Part getPart(String name) throws ServletException {
        getParts();
        throw new AssertionError("getParts() never returns");
    }

    @Override
    public AsyncContext startAsync() {
        return startAsync(this, admission.response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return admission.started(new WatchedAsyncContext(super.startAsync(request, response), admission));
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext started = admission.async();
        return started == null ? super.getAsyncContext() : started;
    }
}
