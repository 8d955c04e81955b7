// On SIGUSR1 Node opens a debugger, through which any program on this machine can run
// code in the process. Learner code could then speak for the judge. With a listener, Node
// doesn't open it.
process.on("SIGUSR1", () => {});
