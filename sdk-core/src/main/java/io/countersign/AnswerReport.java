package io.countersign;

/** Tells whoever listens of an answer to one delivery, and returns it. */
@FunctionalInterface
interface AnswerReport {
    Answer of(Outcome outcome, Answer answer);

    /** With the answer of the table. */
    default Answer of(Outcome outcome) {
        return of(outcome, OutcomeTable.answer(outcome));
    }
}
