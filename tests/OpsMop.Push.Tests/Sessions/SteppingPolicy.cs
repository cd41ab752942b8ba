using System.Reflection;

namespace OpsMop.Push.Tests.Sessions;

/// <summary>A policy of one role, as the generator would write it: files, one after the other, each after a pause.</summary>
internal sealed class SteppingPolicy : Policy
{
    private static readonly ResourceRegistry s_types =
        (ResourceRegistry)typeof(FileResource).Assembly.GetCustomAttribute<RegistryAttribute>()!.Type.GetProperty("Instance")!.GetValue(null)!;

    public override ResourceRegistry Registry { get; } = ResourceRegistry.Compose(
        s_types,
        new ResourceRegistry(ResourceRegistry.ContractVersion, "tests", [], [], [], [new RoleDescriptor("stepping", typeof(Stepping).FullName!, typeof(Stepping), static () => new Stepping())]));

    public override IReadOnlyList<Variable> Variables => [];

    public Stepping Role { get; } = new();

    public override void Compose(Roles roles) => roles.Add(Role);

    internal sealed class Stepping : Role
    {
        public string Folder { get; set; } = "";

        public int Steps { get; set; } = 3;

        public int Pause { get; set; }

        public Secret? Password { get; set; }

        public override IReadOnlyList<Variable> Variables { get; } =
        [
            new Variable<Stepping, string>("Folder", "text", role => role.Folder, (role, value) => role.Folder = value, VariableReader.ReadString, VariableWriter.WriteString),
            new Variable<Stepping, int>("Steps", "whole number", role => role.Steps, (role, value) => role.Steps = value, VariableReader.ReadInt32, VariableWriter.WriteInt32),
            new Variable<Stepping, int>("Pause", "whole number", role => role.Pause, (role, value) => role.Pause = value, VariableReader.ReadInt32, VariableWriter.WriteInt32),
            new Variable<Stepping, Secret?>("Password", "secret", role => role.Password, (role, value) => role.Password = value, VariableReader.ReadSecret, VariableWriter.WriteSecret) { IsSecret = true },
        ];

        public override void Define(Host host)
        {
            for (var i = 0; i < Steps; i++)
            {
                if (Pause > 0)
                {
                    host.Command($"sleep {(Pause / 1000.0).ToString(System.Globalization.CultureInfo.InvariantCulture)}");
                }

                host.File($"{Folder}/{i}").Content($"{host.Name} {Password}\n").Mode("0600");
            }
        }
    }
}
