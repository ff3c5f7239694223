package io.countersign.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsRemovedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "no driver for jdbc:postgresql://db.example/x?user=clerk&password=hunter2&ssl=true",
                "cannot open jdbc:h2:tcp://db.example/x;USER=sa;PASSWORD=hunter2",
                "cannot open jdbc:mariadb://clerk:hunter2@db.example/x",
                "Unable to connect to redis://:hunter2@redis.example:6379",
                "bad setting sslpassword = hunter2"
            })
    void whatAUrlHolds_isTakenOut_andTheRestStays(String said) {
        assertThat(CredentialsRemoved.of(said))
                .doesNotContain("hunter2")
                .contains("***")
                .startsWith(said.substring(0, 10));
    }

    @Test
    void aSentenceWithoutCredentials_staysAsItIs() {
        String said = "FATAL: password authentication failed for user \"clerk\" (SQLState 28P01)";

        assertThat(CredentialsRemoved.of(said)).isEqualTo(said);
    }

    @Test
    void theCauseAtTheBottom_isSaidToo_onOneLine() {
        Throwable failure = new IllegalStateException(
                "Unable to connect",
                new IllegalStateException("x", new IllegalArgumentException("WRONGPASS\nno such user")));

        assertThat(CredentialsRemoved.of(failure)).isEqualTo("Unable to connect (WRONGPASS no such user)");
    }
}
