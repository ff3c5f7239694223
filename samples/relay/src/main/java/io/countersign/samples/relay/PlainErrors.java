package io.countersign.samples.relay;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is answered where no route is: the status as JSON, and nothing about the inside.
 *
 * <p>Thread rule: stateless.
 */
@RestController
final class PlainErrors implements ErrorController {

    /** The status of the error, in JSON for every client. */
    @RequestMapping("/error")
    ResponseEntity<Map<String, Integer>> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("status", status));
    }
}
