/**
 * What a provider is to the receiver: its name, how it proves itself, and how its verified bodies become typed events. One
 * package below this one per provider. For applications that use a shipped provider, and for those that add their own.
 */
@NullMarked
package io.countersign.provider;

import org.jspecify.annotations.NullMarked;
