package io.countersign.samples.relay;

import io.countersign.samples.relay.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the relay.
 *
 * <p>Exit codes: 0 stopped, or every row of the demo was right; 1 it could not start, or a row was wrong; 2 the command line
 * is not right.
 *
 * <p>Thread rule: confined to one thread.
 */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        versionProvider = RelayMain.Version.class,
        sortOptions = false,
        description = {
            "Receives webhooks, proves who sent them, and sends each incident on once, to PagerDuty and Slack.",
            "",
            "Without --config it runs a demo that needs no account: fresh secrets, stand-ins for PagerDuty and Slack on"
                    + " this machine, and simulators of all five providers.",
            ""
        },
        footer = {
            "",
            "POST /webhooks/NAME receives; /healthz, /readyz and /metrics watch.",
            "Exit codes: 0 stopped, or all of the demo was right; 1 no start, or the demo was not right; 2 wrong usage."
        })
public final class RelayMain implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Run for real with this configuration (.yaml, .yml, .properties).")
    private @Nullable Path config;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Listen on this port; default server.port or 8080, in the demo any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the relay's files (relay.log) in this directory; it is made if missing.")
    private @Nullable Path data;

    @Option(names = "--once", description = "End after the demo; exit code 1 if anything in it was not right.")
    private boolean once;

    @Option(names = "--verbose", description = "In the demo: show the relay's log on the console.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new RelayMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port != null && (port < 0 || port > 65535)) {
            throw wrongUsage("--port must be 0 to 65535 but is " + port);
        }
        if (config != null && (once || verbose)) {
            throw wrongUsage("--once and --verbose belong to the demo, which runs without --config");
        }
        @Nullable ConfigFile file;
        @Nullable DataDirectory directory;
        try {
            file = config == null ? null : ConfigFile.of(config);
            directory = data == null ? null : DataDirectory.of(data);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println("relay: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        try {
            return file == null ? runDemo(directory) : runForReal(file, directory);
        } catch (RelayServer.NotStarted e) {
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private int runForReal(ConfigFile file, @Nullable DataDirectory directory)
            throws RelayServer.NotStarted, InterruptedException {
        List<String> overrides = new ArrayList<>();
        if (port != null) {
            overrides.add("--server.port=" + port);
        }
        if (directory != null) {
            overrides.add("--logging.file.name=" + directory.logFile());
        }
        try (RelayServer server = RelayServer.start(file, overrides)) {
            server.awaitClose();
            return 0;
        }
    }

    private int runDemo(@Nullable DataDirectory directory)
            throws RelayServer.NotStarted, IOException, InterruptedException {
        Demo.Options options =
                new Demo.Options(port == null ? 0 : port, directory == null ? null : directory.logFile(), verbose);
        try (Demo demo = Demo.start(options, spec.commandLine().getOut())) {
            boolean right = demo.run();
            if (!once) {
                demo.serve();
            }
            return right ? 0 : 1;
        }
    }

    private ParameterException wrongUsage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = RelayMain.class.getPackage().getImplementationVersion();
            return new String[] {"countersign-relay " + (built == null ? "(not packaged)" : built)};
        }
    }
}
