/** Pieces that the rooms of the core share. Not exported; may change in any release. */
@NullMarked
package io.countersign.internal;

import org.jspecify.annotations.NullMarked;
