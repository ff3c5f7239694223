package io.countersign.javalin;

class PluginContractTest extends JavalinContract {
    PluginContractTest() {
        super(Form.PLUGIN);
    }
}
