package io.countersign.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line.
 *
 * <p>Exit codes: 0 valid or done; 1 not valid, or a vector failed; 2 the command line, or a file that it names, is not right; 3
 * a fault of the program itself.
 *
 * <p>Thread rule: confined to one thread.
 */
@Command(
        name = "countersign",
        mixinStandardHelpOptions = true,
        versionProvider = Countersign.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Proves who sent a webhook, and says why one does not match.",
        footer = {
            "",
            "Examples:",
            "  countersign schemes",
            "  countersign explain --scheme github --secret-env SECRET \\",
            "      --headers-file headers.txt --body body.json",
            "  countersign sign --scheme stripe --secret-env SECRET --body body.json",
            "  countersign vectors vectors/*.json",
            "  countersign COMMAND --help",
            "",
            ExitCodes.FOOTER,
            "Colours only on a terminal; NO_COLOR switches them off."
        })
public final class Countersign implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(commandLine(Surroundings.ofProcess()).execute(args));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new Countersign())
                .addSubcommand(new VectorsCommand(surroundings))
                .addSubcommand(new VerifyCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new SignCommand(surroundings))
                .addSubcommand(new SchemesCommand());
        commandLine
                .getSubcommands()
                .values()
                .forEach(each -> each.getCommandSpec()
                        .mixinStandardHelpOptions(true)
                        .usageMessage()
                        .sortOptions(false));
        return commandLine
                .setParameterExceptionHandler((e, args) -> wrongUsage(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command; --help lists them");
    }

    private static int wrongUsage(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("countersign: " + inOneLine(e));
        return ExitCodes.USAGE;
    }

    /** What is wrong and how to mend it; nothing that may be a secret is quoted. */
    private static String inOneLine(ParameterException e) {
        String help = "`" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help` shows what there is";
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return Printable.of(String.valueOf(e.getMessage())) + "; " + help;
        }
        String first = unmatched.getUnmatched().get(0);
        if (first.matches("--?secret.*")) {
            return SecretOptions.ADVICE;
        }
        String problem = first.startsWith("-")
                ? "there is no option " + Printable.of(first.replaceFirst("=.*", ""))
                : "an argument is too much, or no command";
        List<String> close = unmatched.getSuggestions();
        return problem + "; "
                + (close.isEmpty() ? "" : "did you mean " + close.get(0).strip() + "? ") + help;
    }

    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (e instanceof Problem problem) {
            err.println("countersign: " + problem.getMessage());
            return ExitCodes.USAGE;
        }
        err.println("countersign: a fault of this program (" + e.getClass().getSimpleName() + "); please report it");
        return ExitCodes.FAULT;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = Countersign.class.getPackage().getImplementationVersion();
            return new String[] {"countersign " + (built == null ? "(not packaged)" : built)};
        }
    }
}
