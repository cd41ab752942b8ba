using System.Text;

namespace OpsMop.Engine.State;

/// <summary>The saved plans that have been applied to a host: none is applied twice. Who asks holds the <see cref="RunLock"/>.</summary>
internal static class AppliedPlans
{
    private const string FileName = "applied-plans";

    // A plan as old as the one that is forgotten then finds a host that has changed since.
    private const int MostKept = 10_000;

    /// <summary>Whether a plan has been applied, or begun to be.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    /// <param name="id">The plan.</param>
    public static bool Contain(string stateDirectory, string id) => Read(stateDirectory).Contains(id, StringComparer.Ordinal);

    /// <summary>Notes that a plan is applied. When it returns, that survives a loss of power: now the first change may be made.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    /// <param name="id">The plan.</param>
    public static void Add(string stateDirectory, string id)
    {
        var known = Read(stateDirectory);
        StateFile.Replace(
            Path.Combine(stateDirectory, FileName),
            Encoding.ASCII.GetBytes(string.Concat(known.Skip(Math.Max(0, known.Length + 1 - MostKept)).Append(id).Select(static one => one + "\n"))));
    }

    private static string[] Read(string stateDirectory)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(stateDirectory, FileName));
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
