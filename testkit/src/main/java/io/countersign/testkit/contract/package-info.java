/**
 * What every adapter must do over real HTTP, as tests to inherit. For whoever brings Countersign to another web framework;
 * needs JUnit Jupiter and AssertJ.
 */
@NullMarked
package io.countersign.testkit.contract;

import org.jspecify.annotations.NullMarked;
