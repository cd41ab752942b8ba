namespace OpsMop.Templates.Interpreter;

/// <summary>What writes text when it is called: a macro, a block, a recursive loop.</summary>
internal interface IWritesItself
{
    /// <summary>Calls it and writes its text.</summary>
    void CallAndWrite(CallArguments arguments, TemplateOutput output);
}
