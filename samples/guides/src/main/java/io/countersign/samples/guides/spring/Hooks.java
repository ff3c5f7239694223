package io.countersign.samples.guides.spring;

import io.countersign.provider.statuspulse.StatusPulseEvent;
import io.countersign.spring.WebhookMapping;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.RestController;

/** Receives StatusPulse's webhooks. */
@SpringBootApplication
@RestController
public class Hooks {

    /** What you do with an event. Entered by authentic deliveries only, once for each event. */
    @WebhookMapping("statuspulse")
    void page(StatusPulseEvent event) {
        event.notice().ifPresent(notice -> System.out.println(notice.phase() + ": " + notice.title()));
    }

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(Hooks.class, args);
    }
}
