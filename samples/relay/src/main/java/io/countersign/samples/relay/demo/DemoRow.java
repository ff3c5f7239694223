package io.countersign.samples.relay.demo;

/**
 * One row of the demo: what is sent, and what should come of it.
 *
 * <p>Thread rule: immutable.
 *
 * @param provider whose simulator sends
 * @param sent what it sends
 * @param answer the expected answer, in the words of {@link DemoClient}
 * @param pages how many events PagerDuty should accept because of it
 * @param messages how many messages Slack should accept because of it
 * @param delivery sends it, and returns the answer
 */
record DemoRow(String provider, String sent, String answer, int pages, int messages, Delivery delivery) {

    /** Something to send. */
    @FunctionalInterface
    interface Delivery {
        /** Sends it, and returns the answer in words. */
        String send() throws Exception;
    }

    /** What came of it. */
    record Result(DemoRow row, String answer, int pages, int messages) {
        boolean isRight() {
            return answer.equals(row.answer()) && pages == row.pages() && messages == row.messages();
        }
    }

    /** Sends it, and counts what arrives meanwhile; the relay forwards before it answers. */
    Result run(StandIn pagerDuty, StandIn slack) throws InterruptedException {
        int pagesBefore = pagerDuty.accepted().size();
        int messagesBefore = slack.accepted().size();
        String got;
        try {
            got = delivery.send();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            got = e.getClass().getSimpleName();
        }
        return new Result(
                this,
                got,
                pagerDuty.accepted().size() - pagesBefore,
                slack.accepted().size() - messagesBefore);
    }
}
