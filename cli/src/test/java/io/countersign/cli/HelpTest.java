package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @Test
    void help_listsTheCommands_andTheExitCodes() {
        Cli cli = new Cli().run("--help");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).contains("vectors", "verify", "explain", "sign", "schemes", "Examples:", "Exit codes:");
        assertThat(cli.out()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vectors", "verify", "explain", "sign", "schemes"})
    void helpOfEachCommand_hasExamplesOfItself_andTheExitCodes(String command) {
        Cli cli = new Cli().run(command, "--help");

        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).contains("Usage: countersign " + command, "Examples:", "  countersign " + command);
        assertThat(cli.out()).contains("Exit codes: 0");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void version_isOneLine() {
        assertThat(new Cli().run("--version").out()).startsWith("countersign ").hasLineCount(1);
    }

    @Test
    void noCommand_isWrongUsage_inOneLine() {
        Cli cli = new Cli().run();

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).startsWith("countersign: name a command").hasLineCount(1);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void commandThatIsMistyped_isSuggested() {
        Cli cli = new Cli().run("vector");

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err())
                .contains("did you mean vectors? `countersign --help` shows")
                .hasLineCount(1);
    }

    @Test
    void optionThatIsMistyped_isSuggested() {
        Cli cli = new Cli().run("verify", "--scheme", "github", "--hedaer", "X: 1");

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err())
                .contains("there is no option --hedaer; did you mean --header?")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "explain"})
    void optionThatIsMissing_isNamed(String command) {
        Cli cli = new Cli().run(command);

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err())
                .contains("--scheme=NAME|FILE")
                .contains("--help` shows what there is")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "explain", "sign"})
    void secretOnTheCommandLine_isRefused_withoutShowingIt(String command) {
        for (String[] mistake : new String[][] {
            {command, "--scheme", "github", "--body", "-", "--secret", "hunter2-hunter2"},
            {command, "--scheme", "github", "--body", "-", "--secret=hunter2-hunter2"},
            {command, "--scheme", "github", "--body", "-", "-secret", "hunter2-hunter2"},
            {command, "--secret", "hunter2-hunter2", "--scheme", "github", "--body", "-"},
            {command, "--scheme", "github", "--body", "-", "hunter2-hunter2"},
            {command, "--scheme", "github", "--body", "-", "--secret-env", "hunter2-hunter2"},
            {command, "--scheme", "github", "--body", "-", "--secret-file", "hunter2-hunter2"},
        }) {
            Cli cli = new Cli().run(mistake);

            assertThat(cli.exit()).isEqualTo(2);
            assertThat(cli.err()).hasLineCount(1).doesNotContain("hunter2");
            assertThat(cli.out()).isEmpty();
        }
        assertThat(new Cli()
                        .run(command, "--scheme", "github", "--body", "-", "--secret", "x")
                        .err())
                .contains("a secret does not belong on the command line")
                .contains("--secret-env VAR or --secret-file FILE");
    }
}
