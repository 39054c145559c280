/**
 * The rules of the tree as tests, over the classes, sources and documents of every module. A rule that cannot fail is
 * no rule: each has a class in {@code fixture} that breaks it.
 */
@NullMarked
package org.steadyflow.rules;

import org.jspecify.annotations.NullMarked;
