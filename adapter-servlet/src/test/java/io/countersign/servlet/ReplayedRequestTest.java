package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.testkit.SignedRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ReplayedRequestTest {

    /** Looks at the request behind the filter. */
    @FunctionalInterface
    private interface Look {
        void at(HttpServletRequest request) throws Exception;
    }

    private static void behindTheFilter(WebServer.Kind kind, SignedRequest delivery, Look look) throws Exception {
        behindTheFilter(kind, Endpoint.PATH, delivery, look);
    }

    private static void behindTheFilter(WebServer.Kind kind, String path, SignedRequest delivery, Look look)
            throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicInteger looks = new AtomicInteger();
        try (Endpoint endpoint = Endpoint.start(kind, (request, response) -> {
            looks.incrementAndGet();
            try {
                look.at(request);
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        })) {
            assertThat(endpoint.send(path, delivery).statusCode()).isEqualTo(200);
        }
        assertThat(failure.get()).isNull();
        assertThat(looks).hasValue(1);
    }

    private static SignedRequest typed(String contentType, String body) {
        return Endpoint.signed(body).withoutHeader("Content-Type").withHeader("Content-Type", contentType);
    }

    @ParameterizedTest
    @EveryServer
    void inputStream_holdsTheBytesOnceAndItsLengthIsTheirs(WebServer.Kind kind) throws Exception {
        behindTheFilter(kind, Endpoint.signed("two\r\nlines\n"), request -> {
            ServletInputStream in = request.getInputStream();
            assertThat(request.getContentLength()).isEqualTo(11);
            assertThat(request.getContentLengthLong()).isEqualTo(11);
            assertThat(in.isFinished()).isFalse();
            assertThat(in.isReady()).isTrue();
            assertThat(in.read()).isEqualTo('t');
            assertThat(in.available()).isEqualTo(10);
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo("\r\nlines\n");
            assertThat(in.isFinished()).isTrue();
            assertThat(in.read()).isEqualTo(-1);
            assertThat(request.getInputStream()).isSameAs(in);
            assertThatThrownBy(request::getReader).isInstanceOf(IllegalStateException.class);
        });
    }

    @ParameterizedTest
    @EveryServer
    void reader_excludesTheStream(WebServer.Kind kind) throws Exception {
        behindTheFilter(kind, Endpoint.signed("{}\r\n"), request -> {
            assertThat(request.getReader().readLine()).isEqualTo("{}");
            assertThat(request.getReader()).isSameAs(request.getReader());
            assertThatThrownBy(request::getInputStream).isInstanceOf(IllegalStateException.class);
        });
    }

    @ParameterizedTest
    @EveryServer
    void reader_decodesAsTheTypeSays(WebServer.Kind kind) throws Exception {
        Map<String, Charset> types = Map.of(
                "application/json", UTF_8,
                "application/json;charset=iso-8859-1", ISO_8859_1,
                "text/plain", ISO_8859_1,
                "text/plain;charset=utf-8", UTF_8);
        for (Map.Entry<String, Charset> type : types.entrySet()) {
            String bytes = new String("gr\u00fc\u00df".getBytes(type.getValue()), ISO_8859_1);
            behindTheFilter(
                    kind,
                    typed(type.getKey(), bytes),
                    request -> assertThat(request.getReader().readLine()).isEqualTo("gr\u00fc\u00df"));
        }
    }

    @ParameterizedTest
    @EveryServer
    void reader_ofAnUnknownCharset_saysSoAndLeavesTheBytes(WebServer.Kind kind) throws Exception {
        behindTheFilter(kind, typed("application/json;charset=nope", "{}"), request -> {
            assertThatThrownBy(request::getReader).isInstanceOf(UnsupportedEncodingException.class);
            assertThat(request.getInputStream().readAllBytes()).hasSize(2);
        });
    }

    @ParameterizedTest
    @EveryServer
    void parameters_areThoseOfTheQueryAndTheFormAndTheBytesRemain(WebServer.Kind kind) throws Exception {
        String form = "a=2&b=x+y%2A&empty=&bare&a=3&u=%C3%BC";
        behindTheFilter(
                kind, Endpoint.PATH + "?a=1&q=%C3%BC", typed("application/x-www-form-urlencoded", form), request -> {
                    assertThat(request.getParameterValues("a")).containsExactly("1", "2", "3");
                    assertThat(request.getParameter("a")).isEqualTo("1");
                    assertThat(request.getParameter("b")).isEqualTo("x y*");
                    assertThat(request.getParameter("empty")).isEmpty();
                    assertThat(request.getParameter("bare")).isEmpty();
                    assertThat(request.getParameter("u")).isEqualTo("\u00fc");
                    assertThat(request.getParameter("q")).isEqualTo("\u00fc");
                    assertThat(request.getParameter("none")).isNull();
                    assertThat(request.getParameterValues("none")).isNull();
                    assertThat(Collections.list(request.getParameterNames()))
                            .containsExactly("a", "q", "b", "empty", "bare", "u");
                    assertThat(request.getParameterMap()).containsOnlyKeys("a", "q", "b", "empty", "bare", "u");
                    assertThat(request.getInputStream().readAllBytes()).isEqualTo(form.getBytes(UTF_8));
                });
    }

    @ParameterizedTest
    @EveryServer
    void parameters_ofAnotherTypeThanAForm_areThoseOfTheQueryAlone(WebServer.Kind kind) throws Exception {
        behindTheFilter(
                kind,
                Endpoint.PATH + "?a=1",
                typed("text/plain", "a=2"),
                request -> assertThat(request.getParameterValues("a")).containsExactly("1"));
    }

    @ParameterizedTest
    @EveryServer
    void parameters_thatAreNotWellEncoded_areRefused(WebServer.Kind kind) throws Exception {
        behindTheFilter(
                kind,
                typed("application/x-www-form-urlencoded", "a=%zz"),
                request -> assertThatThrownBy(() -> request.getParameter("a"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("not well encoded"));
    }

    @ParameterizedTest
    @EveryServer
    void parts_areRefusedWithTheWayOut(WebServer.Kind kind) throws Exception {
        behindTheFilter(kind, typed("multipart/form-data; boundary=b", "--b--"), request -> {
            assertThatThrownBy(request::getParts)
                    .isInstanceOf(ServletException.class)
                    .hasMessageContaining("getInputStream()");
            assertThatThrownBy(() -> request.getPart("a")).isInstanceOf(ServletException.class);
        });
    }

    @ParameterizedTest
    @EveryServer
    void readListener_ofAnAsynchronousServlet_getsTheWholeBody(WebServer.Kind kind) throws Exception {
        behindTheFilter(kind, Endpoint.signed("hello"), request -> {
            AsyncContext async = request.startAsync();
            Listener listener = new Listener(request.getInputStream());
            request.getInputStream().setReadListener(listener);
            assertThat(listener.calls).hasToString("data:hello all ");
            async.complete();
        });
    }

    @Test
    void readListener_isCalledAtOnce() {
        ReplayedBody body = new ReplayedBody("hello".getBytes(UTF_8));
        Listener listener = new Listener(body);
        body.setReadListener(listener);
        assertThat(listener.calls).hasToString("data:hello all ");
    }

    @Test
    void readListener_ofAnEmptyBody_isToldThatAllIsRead() {
        ReplayedBody body = new ReplayedBody(new byte[0]);
        Listener listener = new Listener(body);
        body.setReadListener(listener);
        assertThat(listener.calls).hasToString("all ");
    }

    @Test
    void readListener_thatThrows_isToldOfItsError() {
        ReplayedBody body = new ReplayedBody("hello".getBytes(UTF_8));
        Listener listener = new Listener(body);
        listener.broken = true;
        body.setReadListener(listener);
        assertThat(listener.calls).hasToString("error:broken ");
    }

    private static final class Listener implements ReadListener {
        private final ServletInputStream in;
        private final StringBuilder calls = new StringBuilder();
        private boolean broken;

        Listener(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public void onDataAvailable() throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            while (in.isReady() && !in.isFinished()) {
                bytes.write(in.read());
            }
            calls.append("data:").append(bytes.toString(UTF_8)).append(' ');
        }

        @Override
        public void onAllDataRead() {
            calls.append("all ");
        }

        @Override
        public void onError(Throwable thrown) {
            calls.append("error:").append(thrown.getMessage()).append(' ');
        }
    }
}
