// On SIGUSR1 Node opens a debugger, through which any program on this machine can run code
// in the process: learner code could then speak for the judge. With a listener it does not.
process.on("SIGUSR1", () => {});
