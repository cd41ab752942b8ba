using System.Collections.Immutable;
using OpsMop.Parsing;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Interpreter;

using Block = OpsMop.Templates.Syntax.Block;

/// <summary>
/// Makes of a parsed template what can be run: names become slots, filters are looked up and their arguments bound, constants are folded. Which statements
/// are a scope, and what is written after <c>extends</c>, follows Jinja2's compiler step by step, as templates depend on its corners.
/// </summary>
internal sealed partial class Lowering
{
    private readonly TemplateSyntax _syntax;
    private readonly Unit _unit;
    private readonly NameFinder _names;
    private readonly HashSet<string> _changers = new(
        ["append", "extend", "insert", "pop", "remove", "reverse", "sort", "clear", "update", "setdefault", "popitem"], StringComparer.Ordinal);

    private bool _knownToExtend;
    private int _extendsSoFar;
    private bool _unreachable;
    private int _written;

    private Lowering(TemplateSyntax syntax, Unit unit)
    {
        _syntax = syntax;
        _unit = unit;
        _names = new NameFinder(syntax.Source);
    }

    /// <summary>Lowers a template.</summary>
    /// <param name="syntax">The template.</param>
    /// <param name="unit">What gets what is made of it.</param>
    /// <exception cref="TemplateException">It has a filter that does not exist, or something else that cannot be right.</exception>
    public static void Lower(TemplateSyntax syntax, Unit unit) => new Lowering(syntax, unit).Lower();

    private void Lower()
    {
        var blocks = new List<Block>();
        _unit.LeavesValues = true;
        foreach (Statement statement in Children.All(_syntax.Body))
        {
            switch (statement)
            {
                case Block block:
                    blocks.Add(block);
                    _unit.Blocks[block.Name] = new BlockCode(block.Name);
                    break;
                case Extends:
                    _unit.Extends = true;
                    _unit.LeavesValues = false;
                    break;
                case Include or Import or FromImport:
                    _unit.LeavesValues = false;
                    break;
            }
        }

        var frame = new Frame(new Symbols(null), _unit.Layout) { TopLevel = true, RootLevel = true, ChecksOutput = _unit.Extends };
        if (FreeNames.Find(_syntax.Body, "self").Count > 0)
        {
            _unit.SelfSlot = frame.Layout.SlotOf(frame.Symbols.DeclareParameter("self"));
        }

        _names.InTemplate(frame.Symbols, _syntax.Body);
        _unit.Entry = new EntryCode(frame.Symbols, frame.Layout);
        _unit.Body = LowerBody(_syntax.Body, frame);
        foreach (Block block in blocks)
        {
            LowerBlock(block, _unit.Blocks[block.Name]);
        }

        _unit.Expected = Math.Clamp(_written * 4, 256, 64 * 1024);
    }

    private void LowerBlock(Block block, BlockCode code)
    {
        var frame = new Frame(new Symbols(null), code.Layout);
        IReadOnlySet<string> free = FreeNames.Find(block.Body, "self", "super");
        if (free.Contains("self"))
        {
            code.SelfSlot = frame.Layout.SlotOf(frame.Symbols.DeclareParameter("self"));
        }

        if (free.Contains("super"))
        {
            code.SuperSlot = frame.Layout.SlotOf(frame.Symbols.DeclareParameter("super"));
        }

        _names.InTemplate(frame.Symbols, block.Body);
        code.Entry = new EntryCode(frame.Symbols, frame.Layout);
        code.Body = LowerBody(block.Body, frame);
    }

    private StatementCode[] LowerBody(ImmutableArray<Statement> body, Frame frame)
    {
        var codes = new List<StatementCode>();
        foreach (Statement statement in body)
        {
            StatementCode? code = Lower(statement, frame);
            if (code is TextCode text && codes.Count > 0 && codes[^1] is TextCode before)
            {
                codes[^1] = new TextCode(before.Text + text.Text);
            }
            else if (code is not null)
            {
                codes.Add(code);
            }

            if (_unreachable)
            {
                _unreachable = false;
                break;
            }
        }

        return [.. codes];
    }

    private StatementCode? Lower(Statement statement, Frame frame)
    {
        switch (statement)
        {
            case TextData node:
                _written += node.Text.Length;
                return node.Text.Length == 0 ? null : Checked(new TextCode(node.Text), frame);
            case Print node:
                return LowerPrint(node, frame);
            case Do node:
                return new DoCode(Lower(node.Value, frame));
            case If node:
                Frame soft = frame with { RootLevel = false };
                return new IfCode(Lower(node.Condition, soft), LowerBody(node.Then, soft), LowerBody(node.Otherwise, soft));
            case For node:
                return LowerFor(node, frame);
            case Macro node:
                MacroBody macro = LowerMacro(node.Name.Identifier, node.Parameters, node.Body, node.Span, frame);
                return new MacroCode(TopOrSlot(node.Name.Identifier, frame), macro);
            case CallBlock node:
                MacroBody caller = LowerMacro(null, node.Parameters, node.Body, node.Span, frame);
                return new CallBlockCode(LowerCall(node.Call, frame), caller);
            case FilterBlock node:
                return LowerFilterBlock(node, frame);
            case With node:
                return LowerWith(node, frame);
            case Block node:
                return LowerBlockCall(node, frame);
            case Extends node:
                return LowerExtends(node, frame);
            case Include node:
                return new IncludeCode(Lower(node.Template, frame), node.IgnoreMissing, node.WithContext ? new LocalsCode(frame.Symbols, frame.Layout) : null);
            case Import node:
                return new ImportCode(
                    SourceOf(node.Template, node.WithContext, frame), ImportTarget(node.Target.Identifier, frame), Hidden(node.Target.Identifier, frame));
            case FromImport node:
                return new FromImportCode(
                    SourceOf(node.Template, node.WithContext, frame),
                    [.. node.Names.Select(name => (name.Name.Identifier, ImportTarget(name.Target.Identifier, frame), Hidden(name.Target.Identifier, frame)))],
                    PlaceOf(node.Span));
            case Set node:
                return new SetCode(LowerTarget(node.Target, frame), Lower(node.Value, frame));
            case SetBlock node:
                return LowerSetBlock(node, frame);
            case Break:
                return new JumpCode(Flow.Break);
            case Continue:
                return new JumpCode(Flow.Continue);
            default:
                throw new InvalidOperationException($"There is no code for a {statement.GetType().Name}.");
        }
    }

    private StatementCode? LowerPrint(Print node, Frame frame)
    {
        _written += 8;
        ExpressionCode value = Lower(node.Value, frame);
        if (value is ConstantCode constant && TryText(constant.Value) is { } text)
        {
            return text.Length == 0 ? null : Checked(new TextCode(text), frame);
        }

        return Checked(new PrintCode(value), frame);
    }

    private StatementCode? Checked(StatementCode code, Frame frame) =>
        !frame.ChecksOutput ? code : _knownToExtend ? null : new UnlessExtendedCode(code);

    private LoopCode LowerFor(For node, Frame frame)
    {
        RefuseLoopTargets(node);
        bool extended = node.Recursive
            || FreeNames.Find(node.Body, "loop").Count > 0
            || Children.All(node.Body).Concat(Children.All(node.Otherwise)).Any(static statement => statement is Block { Scoped: true });
        Layout? recursive = node.Recursive ? new Layout(frame.Layout) : null;
        Frame loop = frame.Inner(recursive);
        int slot = extended ? loop.Layout.SlotOf(loop.Symbols.DeclareParameter("loop")) : -1;
        _names.InLoop(loop.Symbols, node);
        var entry = new EntryCode(loop.Symbols, loop.Layout);
        LoopCondition? condition = null;
        if (node.Condition is not null)
        {
            Frame test = frame.Inner(new Layout(frame.Layout));
            _names.InLoopCondition(test.Symbols, node);
            var testEntry = new EntryCode(test.Symbols, test.Layout);
            condition = new LoopCondition(test.Layout, testEntry, LowerTarget(node.Target, test), Lower(node.Condition, test));
        }

        ExpressionCode items = Lower(node.Items, frame);
        TargetCode target = LowerTarget(node.Target, loop);
        StatementCode[] body = LowerBody(node.Body, loop);
        EntryCode? elseEntry = null;
        StatementCode[] otherwise = [];
        if (!node.Otherwise.IsEmpty)
        {
            Frame last = frame.Inner(recursive);
            _names.InLoopElse(last.Symbols, node);
            elseEntry = new EntryCode(last.Symbols, last.Layout);
            otherwise = LowerBody(node.Otherwise, last);
        }

        return new LoopCode
        {
            Items = items,
            Target = target,
            Entry = entry,
            Body = body,
            ElseEntry = elseEntry,
            Else = otherwise,
            LoopSlot = slot,
            Condition = condition,
            Recursive = recursive,
            Place = PlaceOf(node.Span),
        };
    }

    private void RefuseLoopTargets(For node)
    {
        IEnumerable<Statement> statements = Children.All(node.Body).Concat(Children.All(node.Otherwise)).Prepend(node);
        IEnumerable<Expression> targets = statements.SelectMany(static statement => statement switch
        {
            For inner => new[] { inner.Target },
            Set set => [set.Target],
            SetBlock set => [set.Target],
            _ => [],
        });
        foreach (Expression target in targets)
        {
            foreach (Name name in target is TupleExpression tuple ? tuple.Items.OfType<Name>() : new[] { target }.OfType<Name>())
            {
                if (name.Identifier == "loop")
                {
                    throw Fault("Can't assign to special loop variable in for-loop: 'loop' is the loop itself there. Take another name.", name.Span);
                }
            }
        }
    }

    private MacroBody LowerMacro(string? name, ImmutableArray<Parameter> parameters, ImmutableArray<Statement> body, Span span, Frame outer)
    {
        var layout = new Layout(outer.Layout);
        Frame frame = outer.Inner(layout) with { ChecksOutput = false };
        _names.InMacro(frame.Symbols, parameters, body);
        IReadOnlySet<string> free = FreeNames.Find(body, "caller", "kwargs", "varargs");
        int explicitCaller = -1;
        var declared = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < parameters.Length; i++)
        {
            string parameter = parameters[i].Name.Identifier;
            if (!declared.Add(parameter))
            {
                throw Fault($"The parameter '{parameter}' is there twice.", parameters[i].Name.Span);
            }

            if (parameter == "caller")
            {
                explicitCaller = i;
            }
        }

        int[] slots = [.. parameters.Select(parameter => layout.SlotOf(frame.Symbols.Find(parameter.Name.Identifier)!))];
        int callerSlot = -1;
        if (free.Contains("caller"))
        {
            if (explicitCaller < 0)
            {
                callerSlot = layout.SlotOf(frame.Symbols.DeclareParameter("caller"));
            }
            else if (parameters[explicitCaller].Default is null)
            {
                throw Fault("When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.", span);
            }
        }

        int keywordsSlot = free.Contains("kwargs") && !declared.Contains("kwargs") ? layout.SlotOf(frame.Symbols.DeclareParameter("kwargs")) : -1;
        int restSlot = free.Contains("varargs") && !declared.Contains("varargs") ? layout.SlotOf(frame.Symbols.DeclareParameter("varargs")) : -1;
        _names.InMacro(frame.Symbols, parameters, body);
        var entry = new EntryCode(frame.Symbols, layout);
        return new MacroBody
        {
            Name = name,
            Parameters = [.. parameters.Select(static parameter => parameter.Name.Identifier)],
            Slots = slots,
            Defaults = [.. parameters.Select(parameter => parameter.Default is null ? null : Lower(parameter.Default, frame))],
            CallerSlot = callerSlot,
            KeywordsSlot = keywordsSlot,
            RestSlot = restSlot,
            TakesCaller = free.Contains("caller"),
            CallerIsParameter = explicitCaller >= 0,
            Layout = layout,
            Entry = entry,
            Body = LowerBody(body, frame),
        };
    }

    private FilterBlockCode LowerFilterBlock(FilterBlock node, Frame outer)
    {
        Frame frame = outer.Inner();
        _names.InFilterBlock(frame.Symbols, node);
        var entry = new EntryCode(frame.Symbols, frame.Layout);
        StatementCode[] body = LowerBody(node.Body, frame);
        int captured = frame.Layout.Hidden();
        return new FilterBlockCode(entry, body, captured, LowerFilter(node.Filter, frame, captured));
    }

    private SetBlockCode LowerSetBlock(SetBlock node, Frame outer)
    {
        Frame frame = outer.Inner() with { ChecksOutput = false };
        _names.InSetBlock(frame.Symbols, node);
        var entry = new EntryCode(frame.Symbols, frame.Layout);
        StatementCode[] body = LowerBody(node.Body, frame);
        int captured = frame.Layout.Hidden();
        ExpressionCode value = node.Filter is null ? new SlotCode(captured, PlaceOf(node.Span)) : LowerFilter(node.Filter, frame, captured);
        return new SetBlockCode(LowerTarget(node.Target, outer), entry, body, captured, value);
    }

    private WithCode LowerWith(With node, Frame outer)
    {
        Frame frame = outer.Inner();
        _names.InWith(frame.Symbols, node);
        var entry = new EntryCode(frame.Symbols, frame.Layout);
        var items = new List<(TargetCode Target, ExpressionCode Value)>();
        foreach ((Expression target, Expression value) in node.Items)
        {
            items.Add((LowerTarget(target, frame), Lower(value, outer)));
        }

        return new WithCode(entry, [.. items], LowerBody(node.Body, frame));
    }

    private StatementCode? LowerBlockCall(Block node, Frame frame)
    {
        if (frame.TopLevel && _knownToExtend)
        {
            return null;
        }

        var code = new BlockCallCode(node.Name, node.Required, node.Scoped ? new LocalsCode(frame.Symbols, frame.Layout) : null, PlaceOf(node.NameSpan));
        return frame.TopLevel && _extendsSoFar > 0 ? new UnlessExtendedCode(code) : code;
    }

    private StatementCode LowerExtends(Extends node, Frame frame)
    {
        if (!frame.TopLevel)
        {
            throw Fault("cannot use extend from a non top-level scope: it stands at the top of a template, or in an 'if' there", node.Span);
        }

        if (_extendsSoFar > 0)
        {
            if (_knownToExtend)
            {
                _unreachable = true;
                return new FaultCode("extended multiple times", PlaceOf(node.Span), onlyIfExtended: false);
            }

            var twice = new FaultCode("extended multiple times", PlaceOf(node.Span), onlyIfExtended: true);
            return new BothCode(twice, LowerFirstExtends(node, frame));
        }

        return LowerFirstExtends(node, frame);
    }

    private ExtendsCode LowerFirstExtends(Extends node, Frame frame)
    {
        var code = new ExtendsCode(Lower(node.Template, frame));
        _knownToExtend |= frame.RootLevel;
        _extendsSoFar++;
        return code;
    }

    private ImportSource SourceOf(Expression template, bool withContext, Frame frame) =>
        new(Lower(template, frame), withContext ? new LocalsCode(frame.Symbols, frame.Layout) : null);

    private static TargetCode ImportTarget(string name, Frame frame)
    {
        int slot = frame.Layout.SlotOf(frame.Symbols.Find(name)!);
        return frame.TopLevel ? new TopTarget(name, slot, export: false) : new SlotTarget(slot);
    }

    /// <summary>What is imported is not exported, even if something of that name was.</summary>
    private static string? Hidden(string name, Frame frame) => frame.TopLevel && name[0] != '_' ? name : null;

    private static TargetCode TopOrSlot(string name, Frame frame)
    {
        int slot = frame.Layout.SlotOf(frame.Symbols.Find(name)!);
        return frame.TopLevel ? new TopTarget(name, slot, name[0] != '_') : new SlotTarget(slot);
    }

    private TargetCode LowerTarget(Expression target, Frame frame) => target switch
    {
        TupleExpression tuple => new TupleTarget([.. tuple.Items.Select(item => LowerTarget(item, frame))], PlaceOf(tuple.Span)),
        NamespaceReference reference => new NamespaceTarget(
            (NameCode)LowerName(reference.Target, frame), reference.Attribute, PlaceOf(reference.Span)),
        Name name => TopOrSlot(name.Identifier, frame),
        _ => throw new InvalidOperationException($"A {target.GetType().Name} is no target."),
    };

    private Place PlaceOf(Span span)
    {
        (int line, int column) = _syntax.Source.PositionOf(span.Start);
        return new Place(_unit.File, line, column);
    }

    private TemplateException Fault(string message, Span span)
    {
        (int line, int column) = _syntax.Source.PositionOf(span.Start);
        return new TemplateException(message, _unit.Path, line, column);
    }
}
