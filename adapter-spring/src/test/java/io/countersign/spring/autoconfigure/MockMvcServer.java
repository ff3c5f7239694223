package io.countersign.spring.autoconfigure;

import io.countersign.spring.RunningApp;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.boot.webmvc.test.autoconfigure.SpringBootMockMvcBuilderCustomizer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** A server at a free port that hands every request, as it comes in, to MockMvc, and sends off what that answers. */
final class MockMvcServer implements AutoCloseable {
    private final ConfigurableApplicationContext application;
    private final Tomcat tomcat = new Tomcat();

    private MockMvcServer(ConfigurableApplicationContext application, MockMvc mvc) {
        this.application = application;
        tomcat.setBaseDir("target/mockmvc");
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "mockmvc", new Bridge(mvc));
        context.addServletMappingDecoded("/", "mockmvc");
        try {
            tomcat.getConnector();
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts an application with that text as its properties and these beans, in a mock of a servlet container. */
    static MockMvcServer start(String yaml, ApplicationContextInitializer<ConfigurableApplicationContext> beans) {
        AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext();
        context.setServletContext(new MockServletContext());
        SpringApplication application = new SpringApplication(RunningApp.Boot.class);
        application.setApplicationContextFactory(type -> context);
        application.addInitializers(beans);
        RunningApp.run(application, yaml);
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context);
        SpringBootMockMvcBuilderCustomizer filters = new SpringBootMockMvcBuilderCustomizer(context);
        filters.setPrint(MockMvcPrint.NONE);
        filters.customize(builder);
        return new MockMvcServer(context, builder.build());
    }

    URI url(String path) {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        application.close();
    }

    private static final class Bridge extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient MockMvc mvc;

        Bridge(MockMvc mvc) {
            this.mvc = mvc;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            MockHttpServletResponse answer = perform(request);
            response.setStatus(answer.getStatus());
            for (String name : answer.getHeaderNames()) {
                answer.getHeaders(name).forEach(value -> response.addHeader(name, value));
            }
            response.getOutputStream().write(answer.getContentAsByteArray());
        }

        private MockHttpServletResponse perform(HttpServletRequest request) throws ServletException {
            try {
                return mvc.perform(context -> new Bridged(context, request))
                        .andReturn()
                        .getResponse();
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }

    /** The mock of a request whose body comes from the real one, as it arrives. */
    private static final class Bridged extends MockHttpServletRequest {
        private final HttpServletRequest real;

        Bridged(ServletContext context, HttpServletRequest real) {
            super(context, real.getMethod(), real.getRequestURI());
            this.real = real;
            setQueryString(real.getQueryString());
            setRemoteAddr(real.getRemoteAddr());
            for (String name : Collections.list(real.getHeaderNames())) {
                Collections.list(real.getHeaders(name)).forEach(line -> addHeader(name, line));
            }
        }

        /** None: MockMvc decodes the path by it before any filter, and fails on one that does not exist. */
        @Override
        public @Nullable String getCharacterEncoding() {
            return null;
        }

        @Override
        public int getContentLength() {
            return real.getContentLength();
        }

        @Override
        public long getContentLengthLong() {
            return real.getContentLengthLong();
        }

        @Override
        public ServletInputStream getInputStream() {
            try {
                return new PassedOn(real.getInputStream());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The filter must not take it for Tomcat's and have Tomcat close a connection on which MockMvc's answer is still to come. */
    private static final class PassedOn extends ServletInputStream {
        private final ServletInputStream real;

        PassedOn(ServletInputStream real) {
            this.real = real;
        }

        @Override
        public int read() throws IOException {
            return real.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return real.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return real.isFinished();
        }

        @Override
        public boolean isReady() {
            return real.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            real.setReadListener(listener);
        }
    }
}
