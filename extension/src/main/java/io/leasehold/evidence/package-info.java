/** Run folder, records, failure evidence, and the redaction that keeps secrets out of all of them. */
@NullMarked
package io.leasehold.evidence;

import org.jspecify.annotations.NullMarked;
