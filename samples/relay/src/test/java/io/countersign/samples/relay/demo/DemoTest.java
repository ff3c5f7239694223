package io.countersign.samples.relay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private final StringWriter text = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void demo_showsAllFiveProviders_andEveryRowIsRight() throws Exception {
        Demo.Options options = new Demo.Options(0, directory.resolve("relay.log"), false);
        try (Demo demo = Demo.start(options, new PrintWriter(text, true))) {
            assertThat(demo.run()).as(text.toString()).isTrue();
        }
        assertThat(text.toString())
                .contains("StatusPulse ", "StatusPageOne ", "Metaplane ", "Elastio ", "MAR ")
                .containsPattern("\n[5-9][0-9] rows, 0 wrong\n$")
                .doesNotContain("| NO");
    }

    @Test
    void rowThatComesOutOtherwise_isWrong_andSoIsTheTable() throws Exception {
        DemoTable table = new DemoTable(new PrintWriter(text, true));
        try (StandIn pagerDuty = StandIn.pagerDuty("key");
                StandIn slack = StandIn.slack("token")) {
            table.row(new DemoRow("MAR", "right", "401", 0, 0, () -> "401").run(pagerDuty, slack));
            table.row(new DemoRow("MAR", "other answer", "401", 0, 0, () -> "200").run(pagerDuty, slack));
            table.row(new DemoRow("MAR", "nothing forwarded", "200", 1, 1, () -> "200").run(pagerDuty, slack));
            table.row(new DemoRow("MAR", "it threw", "200", 0, 0, () -> {
                        throw new java.io.IOException("closed");
                    })
                    .run(pagerDuty, slack));
        }
        assertThat(table.foot()).isFalse();
        assertThat(text.toString()).contains("| yes", "| NO", "IOException").endsWith("4 rows, 3 wrong\n");
    }

    @Test
    void tableWithoutRows_isNotRight() {
        assertThat(new DemoTable(new PrintWriter(text, true)).foot()).isFalse();
    }
}
