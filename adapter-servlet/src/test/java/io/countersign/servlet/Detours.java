package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;

/** Goes on to the path that its query names, in any of the ways of the API, as applications do that route by themselves. */
final class Detours extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static final String PATTERN = "/detours/*";

    /** What an error page is shown for: wherever the query says, the page of this status is shown. */
    static final int STATUS_OF_ERROR_PAGE = 418;

    private static final List<String> WAYS = List.of("/forward", "/include", "/async", "/error");

    /** What a path is appended to, each byte of it as a per cent sign and two digits. */
    static List<String> targets() {
        return WAYS.stream().map(way -> "/detours" + way + "?").toList();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            // A path that leads back here would go round in circles.
            return;
        }
        switch (request.getPathInfo()) {
            case "/forward" -> dispatcher(request).forward(request, response);
            case "/include" -> dispatcher(request).include(request, response);
            case "/async" -> dispatch(request);
            default -> response.sendError(STATUS_OF_ERROR_PAGE);
        }
    }

    private static RequestDispatcher dispatcher(HttpServletRequest request) throws ServletException {
        RequestDispatcher dispatcher = request.getRequestDispatcher(to(request));
        if (dispatcher == null) {
            throw new ServletException("the server knows no such path");
        }
        return dispatcher;
    }

    private static void dispatch(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        try {
            async.dispatch(to(request));
        } catch (RuntimeException noSuchPath) {
            async.complete();
        }
    }

    /** Not by a parameter, which would read the body away. */
    private static String to(HttpServletRequest request) {
        return URLDecoder.decode(request.getQueryString(), ISO_8859_1);
    }

    static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(US_ASCII)) {
            encoded.append(String.format("%%%02x", b));
        }
        return encoded.toString();
    }
}
