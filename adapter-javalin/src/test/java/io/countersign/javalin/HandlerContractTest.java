package io.countersign.javalin;

class HandlerContractTest extends JavalinContract {
    HandlerContractTest() {
        super(Form.HANDLER);
    }
}
