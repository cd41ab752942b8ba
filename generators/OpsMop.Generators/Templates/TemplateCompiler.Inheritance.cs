using System.Collections.Immutable;
using System.Globalization;
using OpsMop.Parsing;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

internal sealed partial class TemplateCompiler
{
    // The blocks of the template that is being compiled, the most derived first, the function of each level, and where these stand.
    private Dictionary<string, List<(Block Block, TemplateFile File)>> _blocks = new(StringComparer.Ordinal);
    private Dictionary<(string Name, int Level), string> _blockFunctions = [];
    private MappedWriter _blockPlace = null!;
    private Scope _root = null!;

    private void CompileRoot(TemplateFile first)
    {
        var main = _body.Insert();
        _out = main;
        EmitTemplate(first, new Scope(null, seesContext: true));
        _out.Line($"{HelperName(_method)}.Expected = __o.Length;");
        _out.Line(_method.Returns == TemplateResult.Text ? "return __o.ToText();" : "return __o.ToPlainString();");
    }

    /// <summary>A template with its parents, at a place.</summary>
    private void EmitTemplate(TemplateFile first, Scope root)
    {
        var (blocks, functions, place, around, file, silent) = (_blocks, _blockFunctions, _blockPlace, _root, _file, _isSilent);
        _including.Add(first);
        _blocks = new(StringComparer.Ordinal);
        _blockFunctions = [];
        _root = root;

        var chain = Chain(first);
        foreach (var (member, syntax) in chain)
        {
            foreach (var block in Children.All(syntax.Body).OfType<Block>())
            {
                if (!_blocks.TryGetValue(block.Name, out var levels))
                {
                    _blocks.Add(block.Name, levels = []);
                }

                levels.Add((block, member));
            }
        }

        var statements = chain.SelectMany(static one => one.Syntax.Body).ToList();
        OpenScope(statements, root, name => chain.Any(one => Children.All(one.Syntax.Body).OfType<Block>().Any(block => SyntaxWalk.Mention(block.Body, name))));
        var writer = _out;
        var content = writer.Insert();
        _blockPlace = writer.Insert();
        _out = content;
        foreach (var (member, syntax) in chain)
        {
            _file = member;
            foreach (var statement in syntax.Body)
            {
                if (statement is Extends && member != chain[chain.Count - 1].File)
                {
                    // What a template writes after it names its parent is not written.
                    _isSilent = true;
                }
                else if (statement is not Extends)
                {
                    Emit(statement, root);
                }
            }

            _isSilent = silent;
        }

        _out = writer;
        _including.RemoveAt(_including.Count - 1);
        (_blocks, _blockFunctions, _blockPlace, _root, _file, _isSilent) = (blocks, functions, place, around, file, silent);
    }

    /// <summary>A template and its parents.</summary>
    private List<(TemplateFile File, TemplateSyntax Syntax)> Chain(TemplateFile first)
    {
        var chain = new List<(TemplateFile File, TemplateSyntax Syntax)>();
        for (var file = first; file is not null;)
        {
            _file = file;
            var (syntax, fault) = file.Parse(_method.Options);
            if (syntax is null)
            {
                Fault("OPM5001", fault!.Span, fault.Message);
                break;
            }

            chain.Add((file, syntax));
            var parents = syntax.Body.OfType<Extends>().ToList();
            if (parents.Count > 1)
            {
                Fault("OPM5005", parents[1].Span, "A template extends one other.");
            }

            var parent = parents.Count == 0 ? null : FileOf(parents[0].Template, parents[0].Span, ignoreMissing: false);
            if (parent is not null && chain.Any(one => one.File.Equals(parent)))
            {
                Fault("OPM5005", parents[0].Span, $"'{_unit.Files.NameOf(parent)}' extends itself.");
                parent = null;
            }

            file = parent;
        }

        return chain;
    }

    /// <summary>The template that a constant names; null where there is none, which is reported.</summary>
    private TemplateFile? FileOf(Expression name, Span span, bool ignoreMissing)
    {
        var names = TemplateReferences.Names(name);
        if (names.Count == 0)
        {
            Fault(
                "OPM5005",
                name.Span,
                "In a compiled template the name of another one is a constant, or a list of constants. Template.Load renders one whose parts are known at run time only.");
            return null;
        }

        foreach (var one in names)
        {
            if (_unit.Files.Find(one, _file) is { } file)
            {
                return file;
            }
        }

        if (!ignoreMissing)
        {
            var missing = names[names.Count - 1];
            Fault("OPM5005", name.Span, $"There is no template '{missing}' beside {_unit.Files.NameOf(_file)}. The path is relative to the template that names it.", missing);
        }

        return null;
    }

    private void EmitBlock(Block block, Scope scope)
    {
        var levels = _blocks[block.Name];
        if (levels[0].Block.Required)
        {
            Fault("OPM5004", block.NameSpan, $"The block '{block.Name}' is required, and no template that extends this one has it.");
            return;
        }

        if (!block.Scoped)
        {
            _out.Line($"{BlockFunction(block.Name, 0)}();");
            return;
        }

        // It sees what is around it, so it is written here, as the template that is furthest from the base has it.
        _out.Open("");
        var (derived, file) = levels[0];
        var around = _file;
        _file = file;
        EmitPart(derived.Body, new Scope(scope, scope.SeesContext) { Block = (block.Name, 0) });
        _file = around;
        _out.Close();
    }

    private string BlockFunction(string name, int level)
    {
        if (_blockFunctions.TryGetValue((name, level), out var known))
        {
            return known;
        }

        var function = Fresh(name);
        _blockFunctions.Add((name, level), function);
        var (block, file) = _blocks[name][level];
        Within(file, _blockPlace, () =>
        {
            _out.Open($"void {function}()");
            _out.Line("__c.Enter();");
            EmitPart(block.Body, new Scope(_root, _root.SeesContext) { Block = (name, level) });
            _out.Line("__c.Leave();");
            _out.Close();
            _out.Open($"{Run}Value {function}_value()");
            _out.Line("var __begin = __o.Length;");
            _out.Line($"{function}();");
            _out.Line("return __o.Cut(__begin);");
            _out.Close();
        });
        return function;
    }

    private void EmitInclude(Include include, Scope scope)
    {
        if (FileOf(include.Template, include.Span, include.IgnoreMissing) is not { } file)
        {
            return;
        }

        if (_including.Contains(file))
        {
            Fault("OPM5005", include.Span, $"'{_unit.Files.NameOf(file)}' includes itself. Write a macro that calls itself, or a loop that is recursive.");
            return;
        }

        _out.Open("");
        var silent = _isSilent;
        _isSilent = false;
        EmitTemplate(file, new Scope(include.WithContext ? scope : null, include.WithContext && scope.SeesContext) { Block = null });
        _isSilent = silent;
        _out.Close();
    }

    private void EmitImport(Expression template, Span span, bool withContext, Scope scope, Action<ModuleSymbol> declare)
    {
        if (FileOf(template, span, ignoreMissing: false) is not { } file)
        {
            return;
        }

        if (_including.Contains(file))
        {
            Fault("OPM5005", span, $"'{_unit.Files.NameOf(file)}' imports itself.");
            return;
        }

        if (!withContext && scope.FindModule(file) is { } known)
        {
            declare(known);
            return;
        }

        // What it writes is nobody's.
        var start = Fresh("start");
        _out.Line($"var {start} = __o.Length;");
        var silent = _isSilent;
        _isSilent = false;
        var names = new Scope(withContext ? Copies(scope) : null, withContext && scope.SeesContext) { Block = null };
        EmitTemplate(file, names);
        _isSilent = silent;
        _out.Line($"_ = __o.Cut({start});");
        var module = new ModuleSymbol(_unit.Files.NameOf(file), names);
        if (!withContext)
        {
            scope.AddModule(file, module);
        }

        declare(module);
    }

    /// <summary>The variables as they are now: what is imported with context does not see them change.</summary>
    private Scope Copies(Scope scope)
    {
        var copies = new Scope(null, scope.SeesContext);
        foreach (var name in scope.Names.Distinct().ToList())
        {
            var symbol = scope.Find(name)!;
            if (symbol is VariableSymbol { IsNative: false } variable)
            {
                var code = Fresh(name);
                _out.Line($"{Run}Value {code} = {variable.Code};");
                symbol = new VariableSymbol(code, variable.Shape, false);
            }

            copies.Add(name, symbol);
        }

        return copies;
    }

    private void ImportNames(FromImport import, ModuleSymbol module, Scope scope)
    {
        foreach (var name in import.Names)
        {
            if (module.Scope.FindExported(name.Name.Identifier) is { } found)
            {
                scope.AddImported(name.Target.Identifier, found);
            }
            else
            {
                var wrong = name.Name.Identifier;
                Fault("OPM5004", name.Name.Span, $"The template '{module.Path}' exports no '{wrong}'.{Suggestion.DidYouMean(wrong, module.Scope.Exported)}");
                scope.Add(name.Target.Identifier, new VariableSymbol("default", -1, false));
            }
        }
    }
}
