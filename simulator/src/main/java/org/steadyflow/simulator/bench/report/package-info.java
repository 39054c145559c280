/**
 * What the bench leaves behind: a summary for programs, curves as CSV, a page for people, a part of a document.
 *
 * <p>Decides how results are written; changes none of them. One thread.
 */
@NullMarked
package org.steadyflow.simulator.bench.report;

import org.jspecify.annotations.NullMarked;
