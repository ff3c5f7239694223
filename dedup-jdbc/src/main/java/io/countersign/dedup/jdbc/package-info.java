/**
 * Claims in a relational database. For applications that run on more than one node, or that must still know after a restart
 * what they handled before it.
 */
@NullMarked
package io.countersign.dedup.jdbc;

import org.jspecify.annotations.NullMarked;
