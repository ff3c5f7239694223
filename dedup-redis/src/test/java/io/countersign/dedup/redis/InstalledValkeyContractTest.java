package io.countersign.dedup.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Valkey that this machine has. */
@Tag("valkey.server")
class InstalledValkeyContractTest extends InstalledServerContract {
    private static String version;

    @BeforeAll
    static void start() {
        version = start("valkey.server");
    }

    @Test
    void server_isValkey() {
        assertThat(version).startsWith("Valkey ");
    }
}
