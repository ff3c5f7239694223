package io.countersign.benchmarks.http;

import io.countersign.dedup.DedupStore;
import io.countersign.provider.preset.RawEvent;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** An application of Spring Boot, whose endpoint stands in its configuration. */
final class BootServer {
    private BootServer() {}

    /** The application. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    /** A handler that anybody reaches. */
    @RestController
    record Bare(Target target) {
        @PostMapping(Target.PATH)
        void handle(@RequestBody byte[] body) {
            target.handle(body);
        }
    }

    /** A handler that checks by hand. */
    @RestController
    record ByHand(Target target) {
        @PostMapping(Target.PATH)
        ResponseEntity<Void> handle(
                @RequestHeader("webhook-id") String id,
                @RequestHeader("webhook-timestamp") String timestamp,
                @RequestHeader("webhook-signature") String signature,
                @RequestBody byte[] body) {
            if (!HandCheck.isAuthentic(id, timestamp, signature, body)) {
                return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
            }
            target.handle(body);
            return ResponseEntity.ok().build();
        }
    }

    /** A handler behind the adapter. */
    @RestController
    record Protected(Target target) {
        @PostMapping(Target.PATH)
        void handle(RawEvent event) {
            target.handle(event.body());
        }
    }

    static RunningServer start(Target target, ServerSettings settings) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(properties(target.variant(), settings))
                .initializers(beans -> register((GenericApplicationContext) beans, target, settings))
                .run();
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new RunningServer(port, context);
    }

    private static void register(GenericApplicationContext context, Target target, ServerSettings settings) {
        if (settings.timed()) {
            context.registerBean(
                    TomcatProtocolHandlerCustomizer.class,
                    () -> protocol -> protocol.setExecutor(TimedThreads.of(target)));
        }
        switch (target.variant()) {
            case BARE -> context.registerBean(Bare.class, target);
            case BY_HAND -> context.registerBean(ByHand.class, target);
            case VERIFIED, CLAIMED -> {
                context.registerBean(Protected.class, target);
                context.registerBean(DedupStore.class, target::store);
            }
        }
    }

    private static Map<String, Object> properties(Variant variant, ServerSettings settings) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port",
                0,
                "server.address",
                "127.0.0.1",
                "server.tomcat.max-keep-alive-requests",
                -1,
                "spring.main.banner-mode",
                "off"));
        properties.put("spring.threads.virtual.enabled", settings.virtualThreads());
        if (settings.hasReadTimeout()) {
            properties.put("server.tomcat.connection-timeout", settings.readTimeout());
        }
        if (variant == Variant.VERIFIED || variant == Variant.CLAIMED) {
            String endpoint = "countersign.endpoints." + Target.NAME + ".";
            properties.put(endpoint + "provider", "standard-webhooks");
            properties.put(endpoint + "secrets[0].id", "one");
            properties.put(endpoint + "secrets[0].value", Target.secret());
        }
        return properties;
    }
}
