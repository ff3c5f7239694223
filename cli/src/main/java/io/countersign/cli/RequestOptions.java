package io.countersign.cli;

import io.countersign.verify.Delivery;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A captured request, in pieces. */
final class RequestOptions {
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,20}) (\\S+) HTTP/[0-9.]+");

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "A header line; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--headers-file",
            paramLabel = "FILE",
            description = "Header lines as they were captured, one a line; a request line before them is read as well.")
    private @Nullable Path headersFile;

    @Option(names = "--method", paramLabel = "METHOD", description = "The method; default POST.")
    private @Nullable String method;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The URL that the sender called; default /. Matters where the scheme signs it.")
    private @Nullable String url;

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "The body, byte for byte as it arrived; - for the standard input; default empty.")
    private @Nullable Path body;

    /** The request as a delivery that arrived at {@code arrival}. */
    Delivery delivery(Instant arrival, InputStream stdin) {
        List<String> lines = new ArrayList<>();
        String fileMethod = null;
        String fileUrl = null;
        if (headersFile != null) {
            List<String> captured =
                    Input.text("--headers-file", headersFile, stdin).lines().toList();
            Matcher requestLine = REQUEST_LINE.matcher(captured.isEmpty() ? "" : captured.get(0));
            boolean hasRequestLine = requestLine.matches();
            if (hasRequestLine) {
                fileMethod = requestLine.group(1);
                fileUrl = requestLine.group(2);
            }
            captured.stream()
                    .skip(hasRequestLine ? 1 : 0)
                    .filter(line -> !line.isBlank())
                    .forEach(lines::add);
        }
        int inFile = lines.size();
        lines.addAll(headers);
        Delivery.Builder delivery = Delivery.of(first(method, fileMethod, "POST"), first(url, fileUrl, "/"))
                .receivedAt(arrival)
                .body(body(stdin));
        for (int i = 0; i < lines.size(); i++) {
            addHeader(delivery, i < inFile ? "--headers-file" : "--header", lines.get(i));
        }
        return delivery.build();
    }

    private byte[] body(InputStream stdin) {
        return body == null ? new byte[0] : Input.bytes("--body", body, stdin);
    }

    private static String first(@Nullable String option, @Nullable String captured, String otherwise) {
        return option != null ? option : captured != null ? captured : otherwise;
    }

    /** The line is not quoted where it is wrong: it may hold a token. */
    private static void addHeader(Delivery.Builder delivery, String option, String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new Problem(option + ": a line has no colon; write it as 'Name: value'");
        }
        delivery.header(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
}
