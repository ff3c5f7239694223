package io.countersign.event.json;

import io.countersign.event.PayloadException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;

/** Takes a value for what it is and for nothing else; no text becomes a number, and no number a text. */
final class JsonValues {
    private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

    private JsonValues() {}

    static String text(JsonNode value, String path) throws PayloadException {
        if (!value.isString()) {
            throw new PayloadException(path + " must be text");
        }
        return value.stringValue();
    }

    static int wholeNumber(JsonNode value, String path) throws PayloadException {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new PayloadException(
                    path + " must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
        return value.intValue();
    }

    static boolean truth(JsonNode value, String path) throws PayloadException {
        if (!value.isBoolean()) {
            throw new PayloadException(path + " must be true or false");
        }
        return value.booleanValue();
    }

    static Duration duration(JsonNode value, Duration unit, String path) throws PayloadException {
        if (!value.isNumber()) {
            throw new PayloadException(path + " must be a number");
        }
        BigDecimal nanos = value.decimalValue().multiply(BigDecimal.valueOf(unit.toNanos()));
        if (nanos.signum() < 0 || nanos.compareTo(MAX_NANOS) > 0) {
            throw new PayloadException(path + " must be a number from 0 to what 292 years make of its unit");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    static Instant time(JsonNode value, String path) throws PayloadException {
        try {
            return OffsetDateTime.parse(text(value, path)).toInstant();
        } catch (DateTimeException e) {
            throw new PayloadException(path + " must be a time with its offset, such as 2026-11-21T10:00:00Z");
        }
    }

    static JsonObject object(JsonNode value, String path) throws PayloadException {
        if (!value.isObject()) {
            throw new PayloadException(path + " must be an object");
        }
        return new JsonObject(value, path);
    }
}
