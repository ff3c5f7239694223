/** IP addresses and ranges of them, read as literals: nothing here asks a name server. */
@NullMarked
package io.countersign.internal.ip;

import org.jspecify.annotations.NullMarked;
