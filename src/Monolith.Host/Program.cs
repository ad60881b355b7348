using Monolith.Host.CommandLine;

return await HostCommand.RunAsync(args, Environment.GetEnvironmentVariable, Console.Error, CancellationToken.None);
