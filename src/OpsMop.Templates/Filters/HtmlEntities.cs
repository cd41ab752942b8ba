namespace OpsMop.Templates;

/// <summary>HTML 5's named characters.</summary>
internal static class HtmlEntities
{
    private static readonly Lazy<Dictionary<string, string>> s_named = new(Read);

    /// <summary>The characters by name; a semicolon at the end is part of the name.</summary>
    public static IReadOnlyDictionary<string, string> Named => s_named.Value;

    private static Dictionary<string, string> Read()
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string entry in All.Split(' '))
        {
            int equals = entry.IndexOf('=');
            named[entry[..equals]] = Uri.UnescapeDataString(entry[(equals + 1)..]);
        }

        return named;
    }

    private const string All =
        "AElig=%C3%86 AElig;=%C3%86 AMP=%26 AMP;=%26 Aacute=%C3%81 Aacute;=%C3%81 Abreve;=%C4%82 Acirc=%C3%82 Acirc;=%C3%82 Acy;=%D0%90 " +
        "Afr;=%F0%9D%94%84 Agrave=%C3%80 Agrave;=%C3%80 Alpha;=%CE%91 Amacr;=%C4%80 And;=%E2%A9%93 Aogon;=%C4%84 Aopf;=%F0%9D%94%B8 " +
        "ApplyFunction;=%E2%81%A1 Aring=%C3%85 Aring;=%C3%85 Ascr;=%F0%9D%92%9C Assign;=%E2%89%94 Atilde=%C3%83 Atilde;=%C3%83 Auml=%C3%84 " +
        "Auml;=%C3%84 Backslash;=%E2%88%96 Barv;=%E2%AB%A7 Barwed;=%E2%8C%86 Bcy;=%D0%91 Because;=%E2%88%B5 Bernoullis;=%E2%84%AC Beta;=%CE%92 " +
        "Bfr;=%F0%9D%94%85 Bopf;=%F0%9D%94%B9 Breve;=%CB%98 Bscr;=%E2%84%AC Bumpeq;=%E2%89%8E CHcy;=%D0%A7 COPY=%C2%A9 COPY;=%C2%A9 Cacute;=%C4%86 " +
        "Cap;=%E2%8B%92 CapitalDifferentialD;=%E2%85%85 Cayleys;=%E2%84%AD Ccaron;=%C4%8C Ccedil=%C3%87 Ccedil;=%C3%87 Ccirc;=%C4%88 " +
        "Cconint;=%E2%88%B0 Cdot;=%C4%8A Cedilla;=%C2%B8 CenterDot;=%C2%B7 Cfr;=%E2%84%AD Chi;=%CE%A7 CircleDot;=%E2%8A%99 CircleMinus;=%E2%8A%96 " +
        "CirclePlus;=%E2%8A%95 CircleTimes;=%E2%8A%97 ClockwiseContourIntegral;=%E2%88%B2 CloseCurlyDoubleQuote;=%E2%80%9D " +
        "CloseCurlyQuote;=%E2%80%99 Colon;=%E2%88%B7 Colone;=%E2%A9%B4 Congruent;=%E2%89%A1 Conint;=%E2%88%AF ContourIntegral;=%E2%88%AE " +
        "Copf;=%E2%84%82 Coproduct;=%E2%88%90 CounterClockwiseContourIntegral;=%E2%88%B3 Cross;=%E2%A8%AF Cscr;=%F0%9D%92%9E Cup;=%E2%8B%93 " +
        "CupCap;=%E2%89%8D DD;=%E2%85%85 DDotrahd;=%E2%A4%91 DJcy;=%D0%82 DScy;=%D0%85 DZcy;=%D0%8F Dagger;=%E2%80%A1 Darr;=%E2%86%A1 " +
        "Dashv;=%E2%AB%A4 Dcaron;=%C4%8E Dcy;=%D0%94 Del;=%E2%88%87 Delta;=%CE%94 Dfr;=%F0%9D%94%87 DiacriticalAcute;=%C2%B4 DiacriticalDot;=%CB%99 " +
        "DiacriticalDoubleAcute;=%CB%9D DiacriticalGrave;=%60 DiacriticalTilde;=%CB%9C Diamond;=%E2%8B%84 DifferentialD;=%E2%85%86 " +
        "Dopf;=%F0%9D%94%BB Dot;=%C2%A8 DotDot;=%E2%83%9C DotEqual;=%E2%89%90 DoubleContourIntegral;=%E2%88%AF DoubleDot;=%C2%A8 " +
        "DoubleDownArrow;=%E2%87%93 DoubleLeftArrow;=%E2%87%90 DoubleLeftRightArrow;=%E2%87%94 DoubleLeftTee;=%E2%AB%A4 " +
        "DoubleLongLeftArrow;=%E2%9F%B8 DoubleLongLeftRightArrow;=%E2%9F%BA DoubleLongRightArrow;=%E2%9F%B9 DoubleRightArrow;=%E2%87%92 " +
        "DoubleRightTee;=%E2%8A%A8 DoubleUpArrow;=%E2%87%91 DoubleUpDownArrow;=%E2%87%95 DoubleVerticalBar;=%E2%88%A5 DownArrow;=%E2%86%93 " +
        "DownArrowBar;=%E2%A4%93 DownArrowUpArrow;=%E2%87%B5 DownBreve;=%CC%91 DownLeftRightVector;=%E2%A5%90 DownLeftTeeVector;=%E2%A5%9E " +
        "DownLeftVector;=%E2%86%BD DownLeftVectorBar;=%E2%A5%96 DownRightTeeVector;=%E2%A5%9F DownRightVector;=%E2%87%81 " +
        "DownRightVectorBar;=%E2%A5%97 DownTee;=%E2%8A%A4 DownTeeArrow;=%E2%86%A7 Downarrow;=%E2%87%93 Dscr;=%F0%9D%92%9F Dstrok;=%C4%90 ENG;=%C5%8A " +
        "ETH=%C3%90 ETH;=%C3%90 Eacute=%C3%89 Eacute;=%C3%89 Ecaron;=%C4%9A Ecirc=%C3%8A Ecirc;=%C3%8A Ecy;=%D0%AD Edot;=%C4%96 Efr;=%F0%9D%94%88 " +
        "Egrave=%C3%88 Egrave;=%C3%88 Element;=%E2%88%88 Emacr;=%C4%92 EmptySmallSquare;=%E2%97%BB EmptyVerySmallSquare;=%E2%96%AB Eogon;=%C4%98 " +
        "Eopf;=%F0%9D%94%BC Epsilon;=%CE%95 Equal;=%E2%A9%B5 EqualTilde;=%E2%89%82 Equilibrium;=%E2%87%8C Escr;=%E2%84%B0 Esim;=%E2%A9%B3 " +
        "Eta;=%CE%97 Euml=%C3%8B Euml;=%C3%8B Exists;=%E2%88%83 ExponentialE;=%E2%85%87 Fcy;=%D0%A4 Ffr;=%F0%9D%94%89 FilledSmallSquare;=%E2%97%BC " +
        "FilledVerySmallSquare;=%E2%96%AA Fopf;=%F0%9D%94%BD ForAll;=%E2%88%80 Fouriertrf;=%E2%84%B1 Fscr;=%E2%84%B1 GJcy;=%D0%83 GT=%3E GT;=%3E " +
        "Gamma;=%CE%93 Gammad;=%CF%9C Gbreve;=%C4%9E Gcedil;=%C4%A2 Gcirc;=%C4%9C Gcy;=%D0%93 Gdot;=%C4%A0 Gfr;=%F0%9D%94%8A Gg;=%E2%8B%99 " +
        "Gopf;=%F0%9D%94%BE GreaterEqual;=%E2%89%A5 GreaterEqualLess;=%E2%8B%9B GreaterFullEqual;=%E2%89%A7 GreaterGreater;=%E2%AA%A2 " +
        "GreaterLess;=%E2%89%B7 GreaterSlantEqual;=%E2%A9%BE GreaterTilde;=%E2%89%B3 Gscr;=%F0%9D%92%A2 Gt;=%E2%89%AB HARDcy;=%D0%AA Hacek;=%CB%87 " +
        "Hat;=%5E Hcirc;=%C4%A4 Hfr;=%E2%84%8C HilbertSpace;=%E2%84%8B Hopf;=%E2%84%8D HorizontalLine;=%E2%94%80 Hscr;=%E2%84%8B Hstrok;=%C4%A6 " +
        "HumpDownHump;=%E2%89%8E HumpEqual;=%E2%89%8F IEcy;=%D0%95 IJlig;=%C4%B2 IOcy;=%D0%81 Iacute=%C3%8D Iacute;=%C3%8D Icirc=%C3%8E " +
        "Icirc;=%C3%8E Icy;=%D0%98 Idot;=%C4%B0 Ifr;=%E2%84%91 Igrave=%C3%8C Igrave;=%C3%8C Im;=%E2%84%91 Imacr;=%C4%AA ImaginaryI;=%E2%85%88 " +
        "Implies;=%E2%87%92 Int;=%E2%88%AC Integral;=%E2%88%AB Intersection;=%E2%8B%82 InvisibleComma;=%E2%81%A3 InvisibleTimes;=%E2%81%A2 " +
        "Iogon;=%C4%AE Iopf;=%F0%9D%95%80 Iota;=%CE%99 Iscr;=%E2%84%90 Itilde;=%C4%A8 Iukcy;=%D0%86 Iuml=%C3%8F Iuml;=%C3%8F Jcirc;=%C4%B4 " +
        "Jcy;=%D0%99 Jfr;=%F0%9D%94%8D Jopf;=%F0%9D%95%81 Jscr;=%F0%9D%92%A5 Jsercy;=%D0%88 Jukcy;=%D0%84 KHcy;=%D0%A5 KJcy;=%D0%8C Kappa;=%CE%9A " +
        "Kcedil;=%C4%B6 Kcy;=%D0%9A Kfr;=%F0%9D%94%8E Kopf;=%F0%9D%95%82 Kscr;=%F0%9D%92%A6 LJcy;=%D0%89 LT=%3C LT;=%3C Lacute;=%C4%B9 " +
        "Lambda;=%CE%9B Lang;=%E2%9F%AA Laplacetrf;=%E2%84%92 Larr;=%E2%86%9E Lcaron;=%C4%BD Lcedil;=%C4%BB Lcy;=%D0%9B LeftAngleBracket;=%E2%9F%A8 " +
        "LeftArrow;=%E2%86%90 LeftArrowBar;=%E2%87%A4 LeftArrowRightArrow;=%E2%87%86 LeftCeiling;=%E2%8C%88 LeftDoubleBracket;=%E2%9F%A6 " +
        "LeftDownTeeVector;=%E2%A5%A1 LeftDownVector;=%E2%87%83 LeftDownVectorBar;=%E2%A5%99 LeftFloor;=%E2%8C%8A LeftRightArrow;=%E2%86%94 " +
        "LeftRightVector;=%E2%A5%8E LeftTee;=%E2%8A%A3 LeftTeeArrow;=%E2%86%A4 LeftTeeVector;=%E2%A5%9A LeftTriangle;=%E2%8A%B2 " +
        "LeftTriangleBar;=%E2%A7%8F LeftTriangleEqual;=%E2%8A%B4 LeftUpDownVector;=%E2%A5%91 LeftUpTeeVector;=%E2%A5%A0 LeftUpVector;=%E2%86%BF " +
        "LeftUpVectorBar;=%E2%A5%98 LeftVector;=%E2%86%BC LeftVectorBar;=%E2%A5%92 Leftarrow;=%E2%87%90 Leftrightarrow;=%E2%87%94 " +
        "LessEqualGreater;=%E2%8B%9A LessFullEqual;=%E2%89%A6 LessGreater;=%E2%89%B6 LessLess;=%E2%AA%A1 LessSlantEqual;=%E2%A9%BD " +
        "LessTilde;=%E2%89%B2 Lfr;=%F0%9D%94%8F Ll;=%E2%8B%98 Lleftarrow;=%E2%87%9A Lmidot;=%C4%BF LongLeftArrow;=%E2%9F%B5 " +
        "LongLeftRightArrow;=%E2%9F%B7 LongRightArrow;=%E2%9F%B6 Longleftarrow;=%E2%9F%B8 Longleftrightarrow;=%E2%9F%BA Longrightarrow;=%E2%9F%B9 " +
        "Lopf;=%F0%9D%95%83 LowerLeftArrow;=%E2%86%99 LowerRightArrow;=%E2%86%98 Lscr;=%E2%84%92 Lsh;=%E2%86%B0 Lstrok;=%C5%81 Lt;=%E2%89%AA " +
        "Map;=%E2%A4%85 Mcy;=%D0%9C MediumSpace;=%E2%81%9F Mellintrf;=%E2%84%B3 Mfr;=%F0%9D%94%90 MinusPlus;=%E2%88%93 Mopf;=%F0%9D%95%84 " +
        "Mscr;=%E2%84%B3 Mu;=%CE%9C NJcy;=%D0%8A Nacute;=%C5%83 Ncaron;=%C5%87 Ncedil;=%C5%85 Ncy;=%D0%9D NegativeMediumSpace;=%E2%80%8B " +
        "NegativeThickSpace;=%E2%80%8B NegativeThinSpace;=%E2%80%8B NegativeVeryThinSpace;=%E2%80%8B NestedGreaterGreater;=%E2%89%AB " +
        "NestedLessLess;=%E2%89%AA NewLine;=%0A Nfr;=%F0%9D%94%91 NoBreak;=%E2%81%A0 NonBreakingSpace;=%C2%A0 Nopf;=%E2%84%95 Not;=%E2%AB%AC " +
        "NotCongruent;=%E2%89%A2 NotCupCap;=%E2%89%AD NotDoubleVerticalBar;=%E2%88%A6 NotElement;=%E2%88%89 NotEqual;=%E2%89%A0 " +
        "NotEqualTilde;=%E2%89%82%CC%B8 NotExists;=%E2%88%84 NotGreater;=%E2%89%AF NotGreaterEqual;=%E2%89%B1 NotGreaterFullEqual;=%E2%89%A7%CC%B8 " +
        "NotGreaterGreater;=%E2%89%AB%CC%B8 NotGreaterLess;=%E2%89%B9 NotGreaterSlantEqual;=%E2%A9%BE%CC%B8 NotGreaterTilde;=%E2%89%B5 " +
        "NotHumpDownHump;=%E2%89%8E%CC%B8 NotHumpEqual;=%E2%89%8F%CC%B8 NotLeftTriangle;=%E2%8B%AA NotLeftTriangleBar;=%E2%A7%8F%CC%B8 " +
        "NotLeftTriangleEqual;=%E2%8B%AC NotLess;=%E2%89%AE NotLessEqual;=%E2%89%B0 NotLessGreater;=%E2%89%B8 NotLessLess;=%E2%89%AA%CC%B8 " +
        "NotLessSlantEqual;=%E2%A9%BD%CC%B8 NotLessTilde;=%E2%89%B4 NotNestedGreaterGreater;=%E2%AA%A2%CC%B8 NotNestedLessLess;=%E2%AA%A1%CC%B8 " +
        "NotPrecedes;=%E2%8A%80 NotPrecedesEqual;=%E2%AA%AF%CC%B8 NotPrecedesSlantEqual;=%E2%8B%A0 NotReverseElement;=%E2%88%8C " +
        "NotRightTriangle;=%E2%8B%AB NotRightTriangleBar;=%E2%A7%90%CC%B8 NotRightTriangleEqual;=%E2%8B%AD NotSquareSubset;=%E2%8A%8F%CC%B8 " +
        "NotSquareSubsetEqual;=%E2%8B%A2 NotSquareSuperset;=%E2%8A%90%CC%B8 NotSquareSupersetEqual;=%E2%8B%A3 NotSubset;=%E2%8A%82%E2%83%92 " +
        "NotSubsetEqual;=%E2%8A%88 NotSucceeds;=%E2%8A%81 NotSucceedsEqual;=%E2%AA%B0%CC%B8 NotSucceedsSlantEqual;=%E2%8B%A1 " +
        "NotSucceedsTilde;=%E2%89%BF%CC%B8 NotSuperset;=%E2%8A%83%E2%83%92 NotSupersetEqual;=%E2%8A%89 NotTilde;=%E2%89%81 NotTildeEqual;=%E2%89%84 " +
        "NotTildeFullEqual;=%E2%89%87 NotTildeTilde;=%E2%89%89 NotVerticalBar;=%E2%88%A4 Nscr;=%F0%9D%92%A9 Ntilde=%C3%91 Ntilde;=%C3%91 Nu;=%CE%9D " +
        "OElig;=%C5%92 Oacute=%C3%93 Oacute;=%C3%93 Ocirc=%C3%94 Ocirc;=%C3%94 Ocy;=%D0%9E Odblac;=%C5%90 Ofr;=%F0%9D%94%92 Ograve=%C3%92 " +
        "Ograve;=%C3%92 Omacr;=%C5%8C Omega;=%CE%A9 Omicron;=%CE%9F Oopf;=%F0%9D%95%86 OpenCurlyDoubleQuote;=%E2%80%9C OpenCurlyQuote;=%E2%80%98 " +
        "Or;=%E2%A9%94 Oscr;=%F0%9D%92%AA Oslash=%C3%98 Oslash;=%C3%98 Otilde=%C3%95 Otilde;=%C3%95 Otimes;=%E2%A8%B7 Ouml=%C3%96 Ouml;=%C3%96 " +
        "OverBar;=%E2%80%BE OverBrace;=%E2%8F%9E OverBracket;=%E2%8E%B4 OverParenthesis;=%E2%8F%9C PartialD;=%E2%88%82 Pcy;=%D0%9F Pfr;=%F0%9D%94%93 " +
        "Phi;=%CE%A6 Pi;=%CE%A0 PlusMinus;=%C2%B1 Poincareplane;=%E2%84%8C Popf;=%E2%84%99 Pr;=%E2%AA%BB Precedes;=%E2%89%BA " +
        "PrecedesEqual;=%E2%AA%AF PrecedesSlantEqual;=%E2%89%BC PrecedesTilde;=%E2%89%BE Prime;=%E2%80%B3 Product;=%E2%88%8F Proportion;=%E2%88%B7 " +
        "Proportional;=%E2%88%9D Pscr;=%F0%9D%92%AB Psi;=%CE%A8 QUOT=%22 QUOT;=%22 Qfr;=%F0%9D%94%94 Qopf;=%E2%84%9A Qscr;=%F0%9D%92%AC " +
        "RBarr;=%E2%A4%90 REG=%C2%AE REG;=%C2%AE Racute;=%C5%94 Rang;=%E2%9F%AB Rarr;=%E2%86%A0 Rarrtl;=%E2%A4%96 Rcaron;=%C5%98 Rcedil;=%C5%96 " +
        "Rcy;=%D0%A0 Re;=%E2%84%9C ReverseElement;=%E2%88%8B ReverseEquilibrium;=%E2%87%8B ReverseUpEquilibrium;=%E2%A5%AF Rfr;=%E2%84%9C " +
        "Rho;=%CE%A1 RightAngleBracket;=%E2%9F%A9 RightArrow;=%E2%86%92 RightArrowBar;=%E2%87%A5 RightArrowLeftArrow;=%E2%87%84 " +
        "RightCeiling;=%E2%8C%89 RightDoubleBracket;=%E2%9F%A7 RightDownTeeVector;=%E2%A5%9D RightDownVector;=%E2%87%82 " +
        "RightDownVectorBar;=%E2%A5%95 RightFloor;=%E2%8C%8B RightTee;=%E2%8A%A2 RightTeeArrow;=%E2%86%A6 RightTeeVector;=%E2%A5%9B " +
        "RightTriangle;=%E2%8A%B3 RightTriangleBar;=%E2%A7%90 RightTriangleEqual;=%E2%8A%B5 RightUpDownVector;=%E2%A5%8F RightUpTeeVector;=%E2%A5%9C " +
        "RightUpVector;=%E2%86%BE RightUpVectorBar;=%E2%A5%94 RightVector;=%E2%87%80 RightVectorBar;=%E2%A5%93 Rightarrow;=%E2%87%92 Ropf;=%E2%84%9D " +
        "RoundImplies;=%E2%A5%B0 Rrightarrow;=%E2%87%9B Rscr;=%E2%84%9B Rsh;=%E2%86%B1 RuleDelayed;=%E2%A7%B4 SHCHcy;=%D0%A9 SHcy;=%D0%A8 " +
        "SOFTcy;=%D0%AC Sacute;=%C5%9A Sc;=%E2%AA%BC Scaron;=%C5%A0 Scedil;=%C5%9E Scirc;=%C5%9C Scy;=%D0%A1 Sfr;=%F0%9D%94%96 " +
        "ShortDownArrow;=%E2%86%93 ShortLeftArrow;=%E2%86%90 ShortRightArrow;=%E2%86%92 ShortUpArrow;=%E2%86%91 Sigma;=%CE%A3 SmallCircle;=%E2%88%98 " +
        "Sopf;=%F0%9D%95%8A Sqrt;=%E2%88%9A Square;=%E2%96%A1 SquareIntersection;=%E2%8A%93 SquareSubset;=%E2%8A%8F SquareSubsetEqual;=%E2%8A%91 " +
        "SquareSuperset;=%E2%8A%90 SquareSupersetEqual;=%E2%8A%92 SquareUnion;=%E2%8A%94 Sscr;=%F0%9D%92%AE Star;=%E2%8B%86 Sub;=%E2%8B%90 " +
        "Subset;=%E2%8B%90 SubsetEqual;=%E2%8A%86 Succeeds;=%E2%89%BB SucceedsEqual;=%E2%AA%B0 SucceedsSlantEqual;=%E2%89%BD " +
        "SucceedsTilde;=%E2%89%BF SuchThat;=%E2%88%8B Sum;=%E2%88%91 Sup;=%E2%8B%91 Superset;=%E2%8A%83 SupersetEqual;=%E2%8A%87 Supset;=%E2%8B%91 " +
        "THORN=%C3%9E THORN;=%C3%9E TRADE;=%E2%84%A2 TSHcy;=%D0%8B TScy;=%D0%A6 Tab;=%09 Tau;=%CE%A4 Tcaron;=%C5%A4 Tcedil;=%C5%A2 Tcy;=%D0%A2 " +
        "Tfr;=%F0%9D%94%97 Therefore;=%E2%88%B4 Theta;=%CE%98 ThickSpace;=%E2%81%9F%E2%80%8A ThinSpace;=%E2%80%89 Tilde;=%E2%88%BC " +
        "TildeEqual;=%E2%89%83 TildeFullEqual;=%E2%89%85 TildeTilde;=%E2%89%88 Topf;=%F0%9D%95%8B TripleDot;=%E2%83%9B Tscr;=%F0%9D%92%AF " +
        "Tstrok;=%C5%A6 Uacute=%C3%9A Uacute;=%C3%9A Uarr;=%E2%86%9F Uarrocir;=%E2%A5%89 Ubrcy;=%D0%8E Ubreve;=%C5%AC Ucirc=%C3%9B Ucirc;=%C3%9B " +
        "Ucy;=%D0%A3 Udblac;=%C5%B0 Ufr;=%F0%9D%94%98 Ugrave=%C3%99 Ugrave;=%C3%99 Umacr;=%C5%AA UnderBar;=_ UnderBrace;=%E2%8F%9F " +
        "UnderBracket;=%E2%8E%B5 UnderParenthesis;=%E2%8F%9D Union;=%E2%8B%83 UnionPlus;=%E2%8A%8E Uogon;=%C5%B2 Uopf;=%F0%9D%95%8C " +
        "UpArrow;=%E2%86%91 UpArrowBar;=%E2%A4%92 UpArrowDownArrow;=%E2%87%85 UpDownArrow;=%E2%86%95 UpEquilibrium;=%E2%A5%AE UpTee;=%E2%8A%A5 " +
        "UpTeeArrow;=%E2%86%A5 Uparrow;=%E2%87%91 Updownarrow;=%E2%87%95 UpperLeftArrow;=%E2%86%96 UpperRightArrow;=%E2%86%97 Upsi;=%CF%92 " +
        "Upsilon;=%CE%A5 Uring;=%C5%AE Uscr;=%F0%9D%92%B0 Utilde;=%C5%A8 Uuml=%C3%9C Uuml;=%C3%9C VDash;=%E2%8A%AB Vbar;=%E2%AB%AB Vcy;=%D0%92 " +
        "Vdash;=%E2%8A%A9 Vdashl;=%E2%AB%A6 Vee;=%E2%8B%81 Verbar;=%E2%80%96 Vert;=%E2%80%96 VerticalBar;=%E2%88%A3 VerticalLine;=%7C " +
        "VerticalSeparator;=%E2%9D%98 VerticalTilde;=%E2%89%80 VeryThinSpace;=%E2%80%8A Vfr;=%F0%9D%94%99 Vopf;=%F0%9D%95%8D Vscr;=%F0%9D%92%B1 " +
        "Vvdash;=%E2%8A%AA Wcirc;=%C5%B4 Wedge;=%E2%8B%80 Wfr;=%F0%9D%94%9A Wopf;=%F0%9D%95%8E Wscr;=%F0%9D%92%B2 Xfr;=%F0%9D%94%9B Xi;=%CE%9E " +
        "Xopf;=%F0%9D%95%8F Xscr;=%F0%9D%92%B3 YAcy;=%D0%AF YIcy;=%D0%87 YUcy;=%D0%AE Yacute=%C3%9D Yacute;=%C3%9D Ycirc;=%C5%B6 Ycy;=%D0%AB " +
        "Yfr;=%F0%9D%94%9C Yopf;=%F0%9D%95%90 Yscr;=%F0%9D%92%B4 Yuml;=%C5%B8 ZHcy;=%D0%96 Zacute;=%C5%B9 Zcaron;=%C5%BD Zcy;=%D0%97 Zdot;=%C5%BB " +
        "ZeroWidthSpace;=%E2%80%8B Zeta;=%CE%96 Zfr;=%E2%84%A8 Zopf;=%E2%84%A4 Zscr;=%F0%9D%92%B5 aacute=%C3%A1 aacute;=%C3%A1 abreve;=%C4%83 " +
        "ac;=%E2%88%BE acE;=%E2%88%BE%CC%B3 acd;=%E2%88%BF acirc=%C3%A2 acirc;=%C3%A2 acute=%C2%B4 acute;=%C2%B4 acy;=%D0%B0 aelig=%C3%A6 " +
        "aelig;=%C3%A6 af;=%E2%81%A1 afr;=%F0%9D%94%9E agrave=%C3%A0 agrave;=%C3%A0 alefsym;=%E2%84%B5 aleph;=%E2%84%B5 alpha;=%CE%B1 amacr;=%C4%81 " +
        "amalg;=%E2%A8%BF amp=%26 amp;=%26 and;=%E2%88%A7 andand;=%E2%A9%95 andd;=%E2%A9%9C andslope;=%E2%A9%98 andv;=%E2%A9%9A ang;=%E2%88%A0 " +
        "ange;=%E2%A6%A4 angle;=%E2%88%A0 angmsd;=%E2%88%A1 angmsdaa;=%E2%A6%A8 angmsdab;=%E2%A6%A9 angmsdac;=%E2%A6%AA angmsdad;=%E2%A6%AB " +
        "angmsdae;=%E2%A6%AC angmsdaf;=%E2%A6%AD angmsdag;=%E2%A6%AE angmsdah;=%E2%A6%AF angrt;=%E2%88%9F angrtvb;=%E2%8A%BE angrtvbd;=%E2%A6%9D " +
        "angsph;=%E2%88%A2 angst;=%C3%85 angzarr;=%E2%8D%BC aogon;=%C4%85 aopf;=%F0%9D%95%92 ap;=%E2%89%88 apE;=%E2%A9%B0 apacir;=%E2%A9%AF " +
        "ape;=%E2%89%8A apid;=%E2%89%8B apos;=%27 approx;=%E2%89%88 approxeq;=%E2%89%8A aring=%C3%A5 aring;=%C3%A5 ascr;=%F0%9D%92%B6 ast;=%2A " +
        "asymp;=%E2%89%88 asympeq;=%E2%89%8D atilde=%C3%A3 atilde;=%C3%A3 auml=%C3%A4 auml;=%C3%A4 awconint;=%E2%88%B3 awint;=%E2%A8%91 " +
        "bNot;=%E2%AB%AD backcong;=%E2%89%8C backepsilon;=%CF%B6 backprime;=%E2%80%B5 backsim;=%E2%88%BD backsimeq;=%E2%8B%8D barvee;=%E2%8A%BD " +
        "barwed;=%E2%8C%85 barwedge;=%E2%8C%85 bbrk;=%E2%8E%B5 bbrktbrk;=%E2%8E%B6 bcong;=%E2%89%8C bcy;=%D0%B1 bdquo;=%E2%80%9E becaus;=%E2%88%B5 " +
        "because;=%E2%88%B5 bemptyv;=%E2%A6%B0 bepsi;=%CF%B6 bernou;=%E2%84%AC beta;=%CE%B2 beth;=%E2%84%B6 between;=%E2%89%AC bfr;=%F0%9D%94%9F " +
        "bigcap;=%E2%8B%82 bigcirc;=%E2%97%AF bigcup;=%E2%8B%83 bigodot;=%E2%A8%80 bigoplus;=%E2%A8%81 bigotimes;=%E2%A8%82 bigsqcup;=%E2%A8%86 " +
        "bigstar;=%E2%98%85 bigtriangledown;=%E2%96%BD bigtriangleup;=%E2%96%B3 biguplus;=%E2%A8%84 bigvee;=%E2%8B%81 bigwedge;=%E2%8B%80 " +
        "bkarow;=%E2%A4%8D blacklozenge;=%E2%A7%AB blacksquare;=%E2%96%AA blacktriangle;=%E2%96%B4 blacktriangledown;=%E2%96%BE " +
        "blacktriangleleft;=%E2%97%82 blacktriangleright;=%E2%96%B8 blank;=%E2%90%A3 blk12;=%E2%96%92 blk14;=%E2%96%91 blk34;=%E2%96%93 " +
        "block;=%E2%96%88 bne;=%3D%E2%83%A5 bnequiv;=%E2%89%A1%E2%83%A5 bnot;=%E2%8C%90 bopf;=%F0%9D%95%93 bot;=%E2%8A%A5 bottom;=%E2%8A%A5 " +
        "bowtie;=%E2%8B%88 boxDL;=%E2%95%97 boxDR;=%E2%95%94 boxDl;=%E2%95%96 boxDr;=%E2%95%93 boxH;=%E2%95%90 boxHD;=%E2%95%A6 boxHU;=%E2%95%A9 " +
        "boxHd;=%E2%95%A4 boxHu;=%E2%95%A7 boxUL;=%E2%95%9D boxUR;=%E2%95%9A boxUl;=%E2%95%9C boxUr;=%E2%95%99 boxV;=%E2%95%91 boxVH;=%E2%95%AC " +
        "boxVL;=%E2%95%A3 boxVR;=%E2%95%A0 boxVh;=%E2%95%AB boxVl;=%E2%95%A2 boxVr;=%E2%95%9F boxbox;=%E2%A7%89 boxdL;=%E2%95%95 boxdR;=%E2%95%92 " +
        "boxdl;=%E2%94%90 boxdr;=%E2%94%8C boxh;=%E2%94%80 boxhD;=%E2%95%A5 boxhU;=%E2%95%A8 boxhd;=%E2%94%AC boxhu;=%E2%94%B4 boxminus;=%E2%8A%9F " +
        "boxplus;=%E2%8A%9E boxtimes;=%E2%8A%A0 boxuL;=%E2%95%9B boxuR;=%E2%95%98 boxul;=%E2%94%98 boxur;=%E2%94%94 boxv;=%E2%94%82 boxvH;=%E2%95%AA " +
        "boxvL;=%E2%95%A1 boxvR;=%E2%95%9E boxvh;=%E2%94%BC boxvl;=%E2%94%A4 boxvr;=%E2%94%9C bprime;=%E2%80%B5 breve;=%CB%98 brvbar=%C2%A6 " +
        "brvbar;=%C2%A6 bscr;=%F0%9D%92%B7 bsemi;=%E2%81%8F bsim;=%E2%88%BD bsime;=%E2%8B%8D bsol;=%5C bsolb;=%E2%A7%85 bsolhsub;=%E2%9F%88 " +
        "bull;=%E2%80%A2 bullet;=%E2%80%A2 bump;=%E2%89%8E bumpE;=%E2%AA%AE bumpe;=%E2%89%8F bumpeq;=%E2%89%8F cacute;=%C4%87 cap;=%E2%88%A9 " +
        "capand;=%E2%A9%84 capbrcup;=%E2%A9%89 capcap;=%E2%A9%8B capcup;=%E2%A9%87 capdot;=%E2%A9%80 caps;=%E2%88%A9%EF%B8%80 caret;=%E2%81%81 " +
        "caron;=%CB%87 ccaps;=%E2%A9%8D ccaron;=%C4%8D ccedil=%C3%A7 ccedil;=%C3%A7 ccirc;=%C4%89 ccups;=%E2%A9%8C ccupssm;=%E2%A9%90 cdot;=%C4%8B " +
        "cedil=%C2%B8 cedil;=%C2%B8 cemptyv;=%E2%A6%B2 cent=%C2%A2 cent;=%C2%A2 centerdot;=%C2%B7 cfr;=%F0%9D%94%A0 chcy;=%D1%87 check;=%E2%9C%93 " +
        "checkmark;=%E2%9C%93 chi;=%CF%87 cir;=%E2%97%8B cirE;=%E2%A7%83 circ;=%CB%86 circeq;=%E2%89%97 circlearrowleft;=%E2%86%BA " +
        "circlearrowright;=%E2%86%BB circledR;=%C2%AE circledS;=%E2%93%88 circledast;=%E2%8A%9B circledcirc;=%E2%8A%9A circleddash;=%E2%8A%9D " +
        "cire;=%E2%89%97 cirfnint;=%E2%A8%90 cirmid;=%E2%AB%AF cirscir;=%E2%A7%82 clubs;=%E2%99%A3 clubsuit;=%E2%99%A3 colon;=%3A colone;=%E2%89%94 " +
        "coloneq;=%E2%89%94 comma;=%2C commat;=%40 comp;=%E2%88%81 compfn;=%E2%88%98 complement;=%E2%88%81 complexes;=%E2%84%82 cong;=%E2%89%85 " +
        "congdot;=%E2%A9%AD conint;=%E2%88%AE copf;=%F0%9D%95%94 coprod;=%E2%88%90 copy=%C2%A9 copy;=%C2%A9 copysr;=%E2%84%97 crarr;=%E2%86%B5 " +
        "cross;=%E2%9C%97 cscr;=%F0%9D%92%B8 csub;=%E2%AB%8F csube;=%E2%AB%91 csup;=%E2%AB%90 csupe;=%E2%AB%92 ctdot;=%E2%8B%AF cudarrl;=%E2%A4%B8 " +
        "cudarrr;=%E2%A4%B5 cuepr;=%E2%8B%9E cuesc;=%E2%8B%9F cularr;=%E2%86%B6 cularrp;=%E2%A4%BD cup;=%E2%88%AA cupbrcap;=%E2%A9%88 " +
        "cupcap;=%E2%A9%86 cupcup;=%E2%A9%8A cupdot;=%E2%8A%8D cupor;=%E2%A9%85 cups;=%E2%88%AA%EF%B8%80 curarr;=%E2%86%B7 curarrm;=%E2%A4%BC " +
        "curlyeqprec;=%E2%8B%9E curlyeqsucc;=%E2%8B%9F curlyvee;=%E2%8B%8E curlywedge;=%E2%8B%8F curren=%C2%A4 curren;=%C2%A4 " +
        "curvearrowleft;=%E2%86%B6 curvearrowright;=%E2%86%B7 cuvee;=%E2%8B%8E cuwed;=%E2%8B%8F cwconint;=%E2%88%B2 cwint;=%E2%88%B1 " +
        "cylcty;=%E2%8C%AD dArr;=%E2%87%93 dHar;=%E2%A5%A5 dagger;=%E2%80%A0 daleth;=%E2%84%B8 darr;=%E2%86%93 dash;=%E2%80%90 dashv;=%E2%8A%A3 " +
        "dbkarow;=%E2%A4%8F dblac;=%CB%9D dcaron;=%C4%8F dcy;=%D0%B4 dd;=%E2%85%86 ddagger;=%E2%80%A1 ddarr;=%E2%87%8A ddotseq;=%E2%A9%B7 deg=%C2%B0 " +
        "deg;=%C2%B0 delta;=%CE%B4 demptyv;=%E2%A6%B1 dfisht;=%E2%A5%BF dfr;=%F0%9D%94%A1 dharl;=%E2%87%83 dharr;=%E2%87%82 diam;=%E2%8B%84 " +
        "diamond;=%E2%8B%84 diamondsuit;=%E2%99%A6 diams;=%E2%99%A6 die;=%C2%A8 digamma;=%CF%9D disin;=%E2%8B%B2 div;=%C3%B7 divide=%C3%B7 " +
        "divide;=%C3%B7 divideontimes;=%E2%8B%87 divonx;=%E2%8B%87 djcy;=%D1%92 dlcorn;=%E2%8C%9E dlcrop;=%E2%8C%8D dollar;=%24 dopf;=%F0%9D%95%95 " +
        "dot;=%CB%99 doteq;=%E2%89%90 doteqdot;=%E2%89%91 dotminus;=%E2%88%B8 dotplus;=%E2%88%94 dotsquare;=%E2%8A%A1 doublebarwedge;=%E2%8C%86 " +
        "downarrow;=%E2%86%93 downdownarrows;=%E2%87%8A downharpoonleft;=%E2%87%83 downharpoonright;=%E2%87%82 drbkarow;=%E2%A4%90 drcorn;=%E2%8C%9F " +
        "drcrop;=%E2%8C%8C dscr;=%F0%9D%92%B9 dscy;=%D1%95 dsol;=%E2%A7%B6 dstrok;=%C4%91 dtdot;=%E2%8B%B1 dtri;=%E2%96%BF dtrif;=%E2%96%BE " +
        "duarr;=%E2%87%B5 duhar;=%E2%A5%AF dwangle;=%E2%A6%A6 dzcy;=%D1%9F dzigrarr;=%E2%9F%BF eDDot;=%E2%A9%B7 eDot;=%E2%89%91 eacute=%C3%A9 " +
        "eacute;=%C3%A9 easter;=%E2%A9%AE ecaron;=%C4%9B ecir;=%E2%89%96 ecirc=%C3%AA ecirc;=%C3%AA ecolon;=%E2%89%95 ecy;=%D1%8D edot;=%C4%97 " +
        "ee;=%E2%85%87 efDot;=%E2%89%92 efr;=%F0%9D%94%A2 eg;=%E2%AA%9A egrave=%C3%A8 egrave;=%C3%A8 egs;=%E2%AA%96 egsdot;=%E2%AA%98 el;=%E2%AA%99 " +
        "elinters;=%E2%8F%A7 ell;=%E2%84%93 els;=%E2%AA%95 elsdot;=%E2%AA%97 emacr;=%C4%93 empty;=%E2%88%85 emptyset;=%E2%88%85 emptyv;=%E2%88%85 " +
        "emsp13;=%E2%80%84 emsp14;=%E2%80%85 emsp;=%E2%80%83 eng;=%C5%8B ensp;=%E2%80%82 eogon;=%C4%99 eopf;=%F0%9D%95%96 epar;=%E2%8B%95 " +
        "eparsl;=%E2%A7%A3 eplus;=%E2%A9%B1 epsi;=%CE%B5 epsilon;=%CE%B5 epsiv;=%CF%B5 eqcirc;=%E2%89%96 eqcolon;=%E2%89%95 eqsim;=%E2%89%82 " +
        "eqslantgtr;=%E2%AA%96 eqslantless;=%E2%AA%95 equals;=%3D equest;=%E2%89%9F equiv;=%E2%89%A1 equivDD;=%E2%A9%B8 eqvparsl;=%E2%A7%A5 " +
        "erDot;=%E2%89%93 erarr;=%E2%A5%B1 escr;=%E2%84%AF esdot;=%E2%89%90 esim;=%E2%89%82 eta;=%CE%B7 eth=%C3%B0 eth;=%C3%B0 euml=%C3%AB " +
        "euml;=%C3%AB euro;=%E2%82%AC excl;=%21 exist;=%E2%88%83 expectation;=%E2%84%B0 exponentiale;=%E2%85%87 fallingdotseq;=%E2%89%92 fcy;=%D1%84 " +
        "female;=%E2%99%80 ffilig;=%EF%AC%83 fflig;=%EF%AC%80 ffllig;=%EF%AC%84 ffr;=%F0%9D%94%A3 filig;=%EF%AC%81 fjlig;=fj flat;=%E2%99%AD " +
        "fllig;=%EF%AC%82 fltns;=%E2%96%B1 fnof;=%C6%92 fopf;=%F0%9D%95%97 forall;=%E2%88%80 fork;=%E2%8B%94 forkv;=%E2%AB%99 fpartint;=%E2%A8%8D " +
        "frac12=%C2%BD frac12;=%C2%BD frac13;=%E2%85%93 frac14=%C2%BC frac14;=%C2%BC frac15;=%E2%85%95 frac16;=%E2%85%99 frac18;=%E2%85%9B " +
        "frac23;=%E2%85%94 frac25;=%E2%85%96 frac34=%C2%BE frac34;=%C2%BE frac35;=%E2%85%97 frac38;=%E2%85%9C frac45;=%E2%85%98 frac56;=%E2%85%9A " +
        "frac58;=%E2%85%9D frac78;=%E2%85%9E frasl;=%E2%81%84 frown;=%E2%8C%A2 fscr;=%F0%9D%92%BB gE;=%E2%89%A7 gEl;=%E2%AA%8C gacute;=%C7%B5 " +
        "gamma;=%CE%B3 gammad;=%CF%9D gap;=%E2%AA%86 gbreve;=%C4%9F gcirc;=%C4%9D gcy;=%D0%B3 gdot;=%C4%A1 ge;=%E2%89%A5 gel;=%E2%8B%9B " +
        "geq;=%E2%89%A5 geqq;=%E2%89%A7 geqslant;=%E2%A9%BE ges;=%E2%A9%BE gescc;=%E2%AA%A9 gesdot;=%E2%AA%80 gesdoto;=%E2%AA%82 gesdotol;=%E2%AA%84 " +
        "gesl;=%E2%8B%9B%EF%B8%80 gesles;=%E2%AA%94 gfr;=%F0%9D%94%A4 gg;=%E2%89%AB ggg;=%E2%8B%99 gimel;=%E2%84%B7 gjcy;=%D1%93 gl;=%E2%89%B7 " +
        "glE;=%E2%AA%92 gla;=%E2%AA%A5 glj;=%E2%AA%A4 gnE;=%E2%89%A9 gnap;=%E2%AA%8A gnapprox;=%E2%AA%8A gne;=%E2%AA%88 gneq;=%E2%AA%88 " +
        "gneqq;=%E2%89%A9 gnsim;=%E2%8B%A7 gopf;=%F0%9D%95%98 grave;=%60 gscr;=%E2%84%8A gsim;=%E2%89%B3 gsime;=%E2%AA%8E gsiml;=%E2%AA%90 gt=%3E " +
        "gt;=%3E gtcc;=%E2%AA%A7 gtcir;=%E2%A9%BA gtdot;=%E2%8B%97 gtlPar;=%E2%A6%95 gtquest;=%E2%A9%BC gtrapprox;=%E2%AA%86 gtrarr;=%E2%A5%B8 " +
        "gtrdot;=%E2%8B%97 gtreqless;=%E2%8B%9B gtreqqless;=%E2%AA%8C gtrless;=%E2%89%B7 gtrsim;=%E2%89%B3 gvertneqq;=%E2%89%A9%EF%B8%80 " +
        "gvnE;=%E2%89%A9%EF%B8%80 hArr;=%E2%87%94 hairsp;=%E2%80%8A half;=%C2%BD hamilt;=%E2%84%8B hardcy;=%D1%8A harr;=%E2%86%94 harrcir;=%E2%A5%88 " +
        "harrw;=%E2%86%AD hbar;=%E2%84%8F hcirc;=%C4%A5 hearts;=%E2%99%A5 heartsuit;=%E2%99%A5 hellip;=%E2%80%A6 hercon;=%E2%8A%B9 hfr;=%F0%9D%94%A5 " +
        "hksearow;=%E2%A4%A5 hkswarow;=%E2%A4%A6 hoarr;=%E2%87%BF homtht;=%E2%88%BB hookleftarrow;=%E2%86%A9 hookrightarrow;=%E2%86%AA " +
        "hopf;=%F0%9D%95%99 horbar;=%E2%80%95 hscr;=%F0%9D%92%BD hslash;=%E2%84%8F hstrok;=%C4%A7 hybull;=%E2%81%83 hyphen;=%E2%80%90 iacute=%C3%AD " +
        "iacute;=%C3%AD ic;=%E2%81%A3 icirc=%C3%AE icirc;=%C3%AE icy;=%D0%B8 iecy;=%D0%B5 iexcl=%C2%A1 iexcl;=%C2%A1 iff;=%E2%87%94 " +
        "ifr;=%F0%9D%94%A6 igrave=%C3%AC igrave;=%C3%AC ii;=%E2%85%88 iiiint;=%E2%A8%8C iiint;=%E2%88%AD iinfin;=%E2%A7%9C iiota;=%E2%84%A9 " +
        "ijlig;=%C4%B3 imacr;=%C4%AB image;=%E2%84%91 imagline;=%E2%84%90 imagpart;=%E2%84%91 imath;=%C4%B1 imof;=%E2%8A%B7 imped;=%C6%B5 " +
        "in;=%E2%88%88 incare;=%E2%84%85 infin;=%E2%88%9E infintie;=%E2%A7%9D inodot;=%C4%B1 int;=%E2%88%AB intcal;=%E2%8A%BA integers;=%E2%84%A4 " +
        "intercal;=%E2%8A%BA intlarhk;=%E2%A8%97 intprod;=%E2%A8%BC iocy;=%D1%91 iogon;=%C4%AF iopf;=%F0%9D%95%9A iota;=%CE%B9 iprod;=%E2%A8%BC " +
        "iquest=%C2%BF iquest;=%C2%BF iscr;=%F0%9D%92%BE isin;=%E2%88%88 isinE;=%E2%8B%B9 isindot;=%E2%8B%B5 isins;=%E2%8B%B4 isinsv;=%E2%8B%B3 " +
        "isinv;=%E2%88%88 it;=%E2%81%A2 itilde;=%C4%A9 iukcy;=%D1%96 iuml=%C3%AF iuml;=%C3%AF jcirc;=%C4%B5 jcy;=%D0%B9 jfr;=%F0%9D%94%A7 " +
        "jmath;=%C8%B7 jopf;=%F0%9D%95%9B jscr;=%F0%9D%92%BF jsercy;=%D1%98 jukcy;=%D1%94 kappa;=%CE%BA kappav;=%CF%B0 kcedil;=%C4%B7 kcy;=%D0%BA " +
        "kfr;=%F0%9D%94%A8 kgreen;=%C4%B8 khcy;=%D1%85 kjcy;=%D1%9C kopf;=%F0%9D%95%9C kscr;=%F0%9D%93%80 lAarr;=%E2%87%9A lArr;=%E2%87%90 " +
        "lAtail;=%E2%A4%9B lBarr;=%E2%A4%8E lE;=%E2%89%A6 lEg;=%E2%AA%8B lHar;=%E2%A5%A2 lacute;=%C4%BA laemptyv;=%E2%A6%B4 lagran;=%E2%84%92 " +
        "lambda;=%CE%BB lang;=%E2%9F%A8 langd;=%E2%A6%91 langle;=%E2%9F%A8 lap;=%E2%AA%85 laquo=%C2%AB laquo;=%C2%AB larr;=%E2%86%90 " +
        "larrb;=%E2%87%A4 larrbfs;=%E2%A4%9F larrfs;=%E2%A4%9D larrhk;=%E2%86%A9 larrlp;=%E2%86%AB larrpl;=%E2%A4%B9 larrsim;=%E2%A5%B3 " +
        "larrtl;=%E2%86%A2 lat;=%E2%AA%AB latail;=%E2%A4%99 late;=%E2%AA%AD lates;=%E2%AA%AD%EF%B8%80 lbarr;=%E2%A4%8C lbbrk;=%E2%9D%B2 lbrace;=%7B " +
        "lbrack;=%5B lbrke;=%E2%A6%8B lbrksld;=%E2%A6%8F lbrkslu;=%E2%A6%8D lcaron;=%C4%BE lcedil;=%C4%BC lceil;=%E2%8C%88 lcub;=%7B lcy;=%D0%BB " +
        "ldca;=%E2%A4%B6 ldquo;=%E2%80%9C ldquor;=%E2%80%9E ldrdhar;=%E2%A5%A7 ldrushar;=%E2%A5%8B ldsh;=%E2%86%B2 le;=%E2%89%A4 " +
        "leftarrow;=%E2%86%90 leftarrowtail;=%E2%86%A2 leftharpoondown;=%E2%86%BD leftharpoonup;=%E2%86%BC leftleftarrows;=%E2%87%87 " +
        "leftrightarrow;=%E2%86%94 leftrightarrows;=%E2%87%86 leftrightharpoons;=%E2%87%8B leftrightsquigarrow;=%E2%86%AD leftthreetimes;=%E2%8B%8B " +
        "leg;=%E2%8B%9A leq;=%E2%89%A4 leqq;=%E2%89%A6 leqslant;=%E2%A9%BD les;=%E2%A9%BD lescc;=%E2%AA%A8 lesdot;=%E2%A9%BF lesdoto;=%E2%AA%81 " +
        "lesdotor;=%E2%AA%83 lesg;=%E2%8B%9A%EF%B8%80 lesges;=%E2%AA%93 lessapprox;=%E2%AA%85 lessdot;=%E2%8B%96 lesseqgtr;=%E2%8B%9A " +
        "lesseqqgtr;=%E2%AA%8B lessgtr;=%E2%89%B6 lesssim;=%E2%89%B2 lfisht;=%E2%A5%BC lfloor;=%E2%8C%8A lfr;=%F0%9D%94%A9 lg;=%E2%89%B6 " +
        "lgE;=%E2%AA%91 lhard;=%E2%86%BD lharu;=%E2%86%BC lharul;=%E2%A5%AA lhblk;=%E2%96%84 ljcy;=%D1%99 ll;=%E2%89%AA llarr;=%E2%87%87 " +
        "llcorner;=%E2%8C%9E llhard;=%E2%A5%AB lltri;=%E2%97%BA lmidot;=%C5%80 lmoust;=%E2%8E%B0 lmoustache;=%E2%8E%B0 lnE;=%E2%89%A8 " +
        "lnap;=%E2%AA%89 lnapprox;=%E2%AA%89 lne;=%E2%AA%87 lneq;=%E2%AA%87 lneqq;=%E2%89%A8 lnsim;=%E2%8B%A6 loang;=%E2%9F%AC loarr;=%E2%87%BD " +
        "lobrk;=%E2%9F%A6 longleftarrow;=%E2%9F%B5 longleftrightarrow;=%E2%9F%B7 longmapsto;=%E2%9F%BC longrightarrow;=%E2%9F%B6 " +
        "looparrowleft;=%E2%86%AB looparrowright;=%E2%86%AC lopar;=%E2%A6%85 lopf;=%F0%9D%95%9D loplus;=%E2%A8%AD lotimes;=%E2%A8%B4 " +
        "lowast;=%E2%88%97 lowbar;=_ loz;=%E2%97%8A lozenge;=%E2%97%8A lozf;=%E2%A7%AB lpar;=%28 lparlt;=%E2%A6%93 lrarr;=%E2%87%86 " +
        "lrcorner;=%E2%8C%9F lrhar;=%E2%87%8B lrhard;=%E2%A5%AD lrm;=%E2%80%8E lrtri;=%E2%8A%BF lsaquo;=%E2%80%B9 lscr;=%F0%9D%93%81 lsh;=%E2%86%B0 " +
        "lsim;=%E2%89%B2 lsime;=%E2%AA%8D lsimg;=%E2%AA%8F lsqb;=%5B lsquo;=%E2%80%98 lsquor;=%E2%80%9A lstrok;=%C5%82 lt=%3C lt;=%3C " +
        "ltcc;=%E2%AA%A6 ltcir;=%E2%A9%B9 ltdot;=%E2%8B%96 lthree;=%E2%8B%8B ltimes;=%E2%8B%89 ltlarr;=%E2%A5%B6 ltquest;=%E2%A9%BB " +
        "ltrPar;=%E2%A6%96 ltri;=%E2%97%83 ltrie;=%E2%8A%B4 ltrif;=%E2%97%82 lurdshar;=%E2%A5%8A luruhar;=%E2%A5%A6 lvertneqq;=%E2%89%A8%EF%B8%80 " +
        "lvnE;=%E2%89%A8%EF%B8%80 mDDot;=%E2%88%BA macr=%C2%AF macr;=%C2%AF male;=%E2%99%82 malt;=%E2%9C%A0 maltese;=%E2%9C%A0 map;=%E2%86%A6 " +
        "mapsto;=%E2%86%A6 mapstodown;=%E2%86%A7 mapstoleft;=%E2%86%A4 mapstoup;=%E2%86%A5 marker;=%E2%96%AE mcomma;=%E2%A8%A9 mcy;=%D0%BC " +
        "mdash;=%E2%80%94 measuredangle;=%E2%88%A1 mfr;=%F0%9D%94%AA mho;=%E2%84%A7 micro=%C2%B5 micro;=%C2%B5 mid;=%E2%88%A3 midast;=%2A " +
        "midcir;=%E2%AB%B0 middot=%C2%B7 middot;=%C2%B7 minus;=%E2%88%92 minusb;=%E2%8A%9F minusd;=%E2%88%B8 minusdu;=%E2%A8%AA mlcp;=%E2%AB%9B " +
        "mldr;=%E2%80%A6 mnplus;=%E2%88%93 models;=%E2%8A%A7 mopf;=%F0%9D%95%9E mp;=%E2%88%93 mscr;=%F0%9D%93%82 mstpos;=%E2%88%BE mu;=%CE%BC " +
        "multimap;=%E2%8A%B8 mumap;=%E2%8A%B8 nGg;=%E2%8B%99%CC%B8 nGt;=%E2%89%AB%E2%83%92 nGtv;=%E2%89%AB%CC%B8 nLeftarrow;=%E2%87%8D " +
        "nLeftrightarrow;=%E2%87%8E nLl;=%E2%8B%98%CC%B8 nLt;=%E2%89%AA%E2%83%92 nLtv;=%E2%89%AA%CC%B8 nRightarrow;=%E2%87%8F nVDash;=%E2%8A%AF " +
        "nVdash;=%E2%8A%AE nabla;=%E2%88%87 nacute;=%C5%84 nang;=%E2%88%A0%E2%83%92 nap;=%E2%89%89 napE;=%E2%A9%B0%CC%B8 napid;=%E2%89%8B%CC%B8 " +
        "napos;=%C5%89 napprox;=%E2%89%89 natur;=%E2%99%AE natural;=%E2%99%AE naturals;=%E2%84%95 nbsp=%C2%A0 nbsp;=%C2%A0 nbump;=%E2%89%8E%CC%B8 " +
        "nbumpe;=%E2%89%8F%CC%B8 ncap;=%E2%A9%83 ncaron;=%C5%88 ncedil;=%C5%86 ncong;=%E2%89%87 ncongdot;=%E2%A9%AD%CC%B8 ncup;=%E2%A9%82 " +
        "ncy;=%D0%BD ndash;=%E2%80%93 ne;=%E2%89%A0 neArr;=%E2%87%97 nearhk;=%E2%A4%A4 nearr;=%E2%86%97 nearrow;=%E2%86%97 nedot;=%E2%89%90%CC%B8 " +
        "nequiv;=%E2%89%A2 nesear;=%E2%A4%A8 nesim;=%E2%89%82%CC%B8 nexist;=%E2%88%84 nexists;=%E2%88%84 nfr;=%F0%9D%94%AB ngE;=%E2%89%A7%CC%B8 " +
        "nge;=%E2%89%B1 ngeq;=%E2%89%B1 ngeqq;=%E2%89%A7%CC%B8 ngeqslant;=%E2%A9%BE%CC%B8 nges;=%E2%A9%BE%CC%B8 ngsim;=%E2%89%B5 ngt;=%E2%89%AF " +
        "ngtr;=%E2%89%AF nhArr;=%E2%87%8E nharr;=%E2%86%AE nhpar;=%E2%AB%B2 ni;=%E2%88%8B nis;=%E2%8B%BC nisd;=%E2%8B%BA niv;=%E2%88%8B njcy;=%D1%9A " +
        "nlArr;=%E2%87%8D nlE;=%E2%89%A6%CC%B8 nlarr;=%E2%86%9A nldr;=%E2%80%A5 nle;=%E2%89%B0 nleftarrow;=%E2%86%9A nleftrightarrow;=%E2%86%AE " +
        "nleq;=%E2%89%B0 nleqq;=%E2%89%A6%CC%B8 nleqslant;=%E2%A9%BD%CC%B8 nles;=%E2%A9%BD%CC%B8 nless;=%E2%89%AE nlsim;=%E2%89%B4 nlt;=%E2%89%AE " +
        "nltri;=%E2%8B%AA nltrie;=%E2%8B%AC nmid;=%E2%88%A4 nopf;=%F0%9D%95%9F not=%C2%AC not;=%C2%AC notin;=%E2%88%89 notinE;=%E2%8B%B9%CC%B8 " +
        "notindot;=%E2%8B%B5%CC%B8 notinva;=%E2%88%89 notinvb;=%E2%8B%B7 notinvc;=%E2%8B%B6 notni;=%E2%88%8C notniva;=%E2%88%8C notnivb;=%E2%8B%BE " +
        "notnivc;=%E2%8B%BD npar;=%E2%88%A6 nparallel;=%E2%88%A6 nparsl;=%E2%AB%BD%E2%83%A5 npart;=%E2%88%82%CC%B8 npolint;=%E2%A8%94 npr;=%E2%8A%80 " +
        "nprcue;=%E2%8B%A0 npre;=%E2%AA%AF%CC%B8 nprec;=%E2%8A%80 npreceq;=%E2%AA%AF%CC%B8 nrArr;=%E2%87%8F nrarr;=%E2%86%9B nrarrc;=%E2%A4%B3%CC%B8 " +
        "nrarrw;=%E2%86%9D%CC%B8 nrightarrow;=%E2%86%9B nrtri;=%E2%8B%AB nrtrie;=%E2%8B%AD nsc;=%E2%8A%81 nsccue;=%E2%8B%A1 nsce;=%E2%AA%B0%CC%B8 " +
        "nscr;=%F0%9D%93%83 nshortmid;=%E2%88%A4 nshortparallel;=%E2%88%A6 nsim;=%E2%89%81 nsime;=%E2%89%84 nsimeq;=%E2%89%84 nsmid;=%E2%88%A4 " +
        "nspar;=%E2%88%A6 nsqsube;=%E2%8B%A2 nsqsupe;=%E2%8B%A3 nsub;=%E2%8A%84 nsubE;=%E2%AB%85%CC%B8 nsube;=%E2%8A%88 nsubset;=%E2%8A%82%E2%83%92 " +
        "nsubseteq;=%E2%8A%88 nsubseteqq;=%E2%AB%85%CC%B8 nsucc;=%E2%8A%81 nsucceq;=%E2%AA%B0%CC%B8 nsup;=%E2%8A%85 nsupE;=%E2%AB%86%CC%B8 " +
        "nsupe;=%E2%8A%89 nsupset;=%E2%8A%83%E2%83%92 nsupseteq;=%E2%8A%89 nsupseteqq;=%E2%AB%86%CC%B8 ntgl;=%E2%89%B9 ntilde=%C3%B1 ntilde;=%C3%B1 " +
        "ntlg;=%E2%89%B8 ntriangleleft;=%E2%8B%AA ntrianglelefteq;=%E2%8B%AC ntriangleright;=%E2%8B%AB ntrianglerighteq;=%E2%8B%AD nu;=%CE%BD " +
        "num;=%23 numero;=%E2%84%96 numsp;=%E2%80%87 nvDash;=%E2%8A%AD nvHarr;=%E2%A4%84 nvap;=%E2%89%8D%E2%83%92 nvdash;=%E2%8A%AC " +
        "nvge;=%E2%89%A5%E2%83%92 nvgt;=%3E%E2%83%92 nvinfin;=%E2%A7%9E nvlArr;=%E2%A4%82 nvle;=%E2%89%A4%E2%83%92 nvlt;=%3C%E2%83%92 " +
        "nvltrie;=%E2%8A%B4%E2%83%92 nvrArr;=%E2%A4%83 nvrtrie;=%E2%8A%B5%E2%83%92 nvsim;=%E2%88%BC%E2%83%92 nwArr;=%E2%87%96 nwarhk;=%E2%A4%A3 " +
        "nwarr;=%E2%86%96 nwarrow;=%E2%86%96 nwnear;=%E2%A4%A7 oS;=%E2%93%88 oacute=%C3%B3 oacute;=%C3%B3 oast;=%E2%8A%9B ocir;=%E2%8A%9A " +
        "ocirc=%C3%B4 ocirc;=%C3%B4 ocy;=%D0%BE odash;=%E2%8A%9D odblac;=%C5%91 odiv;=%E2%A8%B8 odot;=%E2%8A%99 odsold;=%E2%A6%BC oelig;=%C5%93 " +
        "ofcir;=%E2%A6%BF ofr;=%F0%9D%94%AC ogon;=%CB%9B ograve=%C3%B2 ograve;=%C3%B2 ogt;=%E2%A7%81 ohbar;=%E2%A6%B5 ohm;=%CE%A9 oint;=%E2%88%AE " +
        "olarr;=%E2%86%BA olcir;=%E2%A6%BE olcross;=%E2%A6%BB oline;=%E2%80%BE olt;=%E2%A7%80 omacr;=%C5%8D omega;=%CF%89 omicron;=%CE%BF " +
        "omid;=%E2%A6%B6 ominus;=%E2%8A%96 oopf;=%F0%9D%95%A0 opar;=%E2%A6%B7 operp;=%E2%A6%B9 oplus;=%E2%8A%95 or;=%E2%88%A8 orarr;=%E2%86%BB " +
        "ord;=%E2%A9%9D order;=%E2%84%B4 orderof;=%E2%84%B4 ordf=%C2%AA ordf;=%C2%AA ordm=%C2%BA ordm;=%C2%BA origof;=%E2%8A%B6 oror;=%E2%A9%96 " +
        "orslope;=%E2%A9%97 orv;=%E2%A9%9B oscr;=%E2%84%B4 oslash=%C3%B8 oslash;=%C3%B8 osol;=%E2%8A%98 otilde=%C3%B5 otilde;=%C3%B5 " +
        "otimes;=%E2%8A%97 otimesas;=%E2%A8%B6 ouml=%C3%B6 ouml;=%C3%B6 ovbar;=%E2%8C%BD par;=%E2%88%A5 para=%C2%B6 para;=%C2%B6 parallel;=%E2%88%A5 " +
        "parsim;=%E2%AB%B3 parsl;=%E2%AB%BD part;=%E2%88%82 pcy;=%D0%BF percnt;=%25 period;=. permil;=%E2%80%B0 perp;=%E2%8A%A5 pertenk;=%E2%80%B1 " +
        "pfr;=%F0%9D%94%AD phi;=%CF%86 phiv;=%CF%95 phmmat;=%E2%84%B3 phone;=%E2%98%8E pi;=%CF%80 pitchfork;=%E2%8B%94 piv;=%CF%96 planck;=%E2%84%8F " +
        "planckh;=%E2%84%8E plankv;=%E2%84%8F plus;=%2B plusacir;=%E2%A8%A3 plusb;=%E2%8A%9E pluscir;=%E2%A8%A2 plusdo;=%E2%88%94 plusdu;=%E2%A8%A5 " +
        "pluse;=%E2%A9%B2 plusmn=%C2%B1 plusmn;=%C2%B1 plussim;=%E2%A8%A6 plustwo;=%E2%A8%A7 pm;=%C2%B1 pointint;=%E2%A8%95 popf;=%F0%9D%95%A1 " +
        "pound=%C2%A3 pound;=%C2%A3 pr;=%E2%89%BA prE;=%E2%AA%B3 prap;=%E2%AA%B7 prcue;=%E2%89%BC pre;=%E2%AA%AF prec;=%E2%89%BA " +
        "precapprox;=%E2%AA%B7 preccurlyeq;=%E2%89%BC preceq;=%E2%AA%AF precnapprox;=%E2%AA%B9 precneqq;=%E2%AA%B5 precnsim;=%E2%8B%A8 " +
        "precsim;=%E2%89%BE prime;=%E2%80%B2 primes;=%E2%84%99 prnE;=%E2%AA%B5 prnap;=%E2%AA%B9 prnsim;=%E2%8B%A8 prod;=%E2%88%8F " +
        "profalar;=%E2%8C%AE profline;=%E2%8C%92 profsurf;=%E2%8C%93 prop;=%E2%88%9D propto;=%E2%88%9D prsim;=%E2%89%BE prurel;=%E2%8A%B0 " +
        "pscr;=%F0%9D%93%85 psi;=%CF%88 puncsp;=%E2%80%88 qfr;=%F0%9D%94%AE qint;=%E2%A8%8C qopf;=%F0%9D%95%A2 qprime;=%E2%81%97 qscr;=%F0%9D%93%86 " +
        "quaternions;=%E2%84%8D quatint;=%E2%A8%96 quest;=%3F questeq;=%E2%89%9F quot=%22 quot;=%22 rAarr;=%E2%87%9B rArr;=%E2%87%92 " +
        "rAtail;=%E2%A4%9C rBarr;=%E2%A4%8F rHar;=%E2%A5%A4 race;=%E2%88%BD%CC%B1 racute;=%C5%95 radic;=%E2%88%9A raemptyv;=%E2%A6%B3 " +
        "rang;=%E2%9F%A9 rangd;=%E2%A6%92 range;=%E2%A6%A5 rangle;=%E2%9F%A9 raquo=%C2%BB raquo;=%C2%BB rarr;=%E2%86%92 rarrap;=%E2%A5%B5 " +
        "rarrb;=%E2%87%A5 rarrbfs;=%E2%A4%A0 rarrc;=%E2%A4%B3 rarrfs;=%E2%A4%9E rarrhk;=%E2%86%AA rarrlp;=%E2%86%AC rarrpl;=%E2%A5%85 " +
        "rarrsim;=%E2%A5%B4 rarrtl;=%E2%86%A3 rarrw;=%E2%86%9D ratail;=%E2%A4%9A ratio;=%E2%88%B6 rationals;=%E2%84%9A rbarr;=%E2%A4%8D " +
        "rbbrk;=%E2%9D%B3 rbrace;=%7D rbrack;=%5D rbrke;=%E2%A6%8C rbrksld;=%E2%A6%8E rbrkslu;=%E2%A6%90 rcaron;=%C5%99 rcedil;=%C5%97 " +
        "rceil;=%E2%8C%89 rcub;=%7D rcy;=%D1%80 rdca;=%E2%A4%B7 rdldhar;=%E2%A5%A9 rdquo;=%E2%80%9D rdquor;=%E2%80%9D rdsh;=%E2%86%B3 " +
        "real;=%E2%84%9C realine;=%E2%84%9B realpart;=%E2%84%9C reals;=%E2%84%9D rect;=%E2%96%AD reg=%C2%AE reg;=%C2%AE rfisht;=%E2%A5%BD " +
        "rfloor;=%E2%8C%8B rfr;=%F0%9D%94%AF rhard;=%E2%87%81 rharu;=%E2%87%80 rharul;=%E2%A5%AC rho;=%CF%81 rhov;=%CF%B1 rightarrow;=%E2%86%92 " +
        "rightarrowtail;=%E2%86%A3 rightharpoondown;=%E2%87%81 rightharpoonup;=%E2%87%80 rightleftarrows;=%E2%87%84 rightleftharpoons;=%E2%87%8C " +
        "rightrightarrows;=%E2%87%89 rightsquigarrow;=%E2%86%9D rightthreetimes;=%E2%8B%8C ring;=%CB%9A risingdotseq;=%E2%89%93 rlarr;=%E2%87%84 " +
        "rlhar;=%E2%87%8C rlm;=%E2%80%8F rmoust;=%E2%8E%B1 rmoustache;=%E2%8E%B1 rnmid;=%E2%AB%AE roang;=%E2%9F%AD roarr;=%E2%87%BE robrk;=%E2%9F%A7 " +
        "ropar;=%E2%A6%86 ropf;=%F0%9D%95%A3 roplus;=%E2%A8%AE rotimes;=%E2%A8%B5 rpar;=%29 rpargt;=%E2%A6%94 rppolint;=%E2%A8%92 rrarr;=%E2%87%89 " +
        "rsaquo;=%E2%80%BA rscr;=%F0%9D%93%87 rsh;=%E2%86%B1 rsqb;=%5D rsquo;=%E2%80%99 rsquor;=%E2%80%99 rthree;=%E2%8B%8C rtimes;=%E2%8B%8A " +
        "rtri;=%E2%96%B9 rtrie;=%E2%8A%B5 rtrif;=%E2%96%B8 rtriltri;=%E2%A7%8E ruluhar;=%E2%A5%A8 rx;=%E2%84%9E sacute;=%C5%9B sbquo;=%E2%80%9A " +
        "sc;=%E2%89%BB scE;=%E2%AA%B4 scap;=%E2%AA%B8 scaron;=%C5%A1 sccue;=%E2%89%BD sce;=%E2%AA%B0 scedil;=%C5%9F scirc;=%C5%9D scnE;=%E2%AA%B6 " +
        "scnap;=%E2%AA%BA scnsim;=%E2%8B%A9 scpolint;=%E2%A8%93 scsim;=%E2%89%BF scy;=%D1%81 sdot;=%E2%8B%85 sdotb;=%E2%8A%A1 sdote;=%E2%A9%A6 " +
        "seArr;=%E2%87%98 searhk;=%E2%A4%A5 searr;=%E2%86%98 searrow;=%E2%86%98 sect=%C2%A7 sect;=%C2%A7 semi;=%3B seswar;=%E2%A4%A9 " +
        "setminus;=%E2%88%96 setmn;=%E2%88%96 sext;=%E2%9C%B6 sfr;=%F0%9D%94%B0 sfrown;=%E2%8C%A2 sharp;=%E2%99%AF shchcy;=%D1%89 shcy;=%D1%88 " +
        "shortmid;=%E2%88%A3 shortparallel;=%E2%88%A5 shy=%C2%AD shy;=%C2%AD sigma;=%CF%83 sigmaf;=%CF%82 sigmav;=%CF%82 sim;=%E2%88%BC " +
        "simdot;=%E2%A9%AA sime;=%E2%89%83 simeq;=%E2%89%83 simg;=%E2%AA%9E simgE;=%E2%AA%A0 siml;=%E2%AA%9D simlE;=%E2%AA%9F simne;=%E2%89%86 " +
        "simplus;=%E2%A8%A4 simrarr;=%E2%A5%B2 slarr;=%E2%86%90 smallsetminus;=%E2%88%96 smashp;=%E2%A8%B3 smeparsl;=%E2%A7%A4 smid;=%E2%88%A3 " +
        "smile;=%E2%8C%A3 smt;=%E2%AA%AA smte;=%E2%AA%AC smtes;=%E2%AA%AC%EF%B8%80 softcy;=%D1%8C sol;=%2F solb;=%E2%A7%84 solbar;=%E2%8C%BF " +
        "sopf;=%F0%9D%95%A4 spades;=%E2%99%A0 spadesuit;=%E2%99%A0 spar;=%E2%88%A5 sqcap;=%E2%8A%93 sqcaps;=%E2%8A%93%EF%B8%80 sqcup;=%E2%8A%94 " +
        "sqcups;=%E2%8A%94%EF%B8%80 sqsub;=%E2%8A%8F sqsube;=%E2%8A%91 sqsubset;=%E2%8A%8F sqsubseteq;=%E2%8A%91 sqsup;=%E2%8A%90 sqsupe;=%E2%8A%92 " +
        "sqsupset;=%E2%8A%90 sqsupseteq;=%E2%8A%92 squ;=%E2%96%A1 square;=%E2%96%A1 squarf;=%E2%96%AA squf;=%E2%96%AA srarr;=%E2%86%92 " +
        "sscr;=%F0%9D%93%88 ssetmn;=%E2%88%96 ssmile;=%E2%8C%A3 sstarf;=%E2%8B%86 star;=%E2%98%86 starf;=%E2%98%85 straightepsilon;=%CF%B5 " +
        "straightphi;=%CF%95 strns;=%C2%AF sub;=%E2%8A%82 subE;=%E2%AB%85 subdot;=%E2%AA%BD sube;=%E2%8A%86 subedot;=%E2%AB%83 submult;=%E2%AB%81 " +
        "subnE;=%E2%AB%8B subne;=%E2%8A%8A subplus;=%E2%AA%BF subrarr;=%E2%A5%B9 subset;=%E2%8A%82 subseteq;=%E2%8A%86 subseteqq;=%E2%AB%85 " +
        "subsetneq;=%E2%8A%8A subsetneqq;=%E2%AB%8B subsim;=%E2%AB%87 subsub;=%E2%AB%95 subsup;=%E2%AB%93 succ;=%E2%89%BB succapprox;=%E2%AA%B8 " +
        "succcurlyeq;=%E2%89%BD succeq;=%E2%AA%B0 succnapprox;=%E2%AA%BA succneqq;=%E2%AA%B6 succnsim;=%E2%8B%A9 succsim;=%E2%89%BF sum;=%E2%88%91 " +
        "sung;=%E2%99%AA sup1=%C2%B9 sup1;=%C2%B9 sup2=%C2%B2 sup2;=%C2%B2 sup3=%C2%B3 sup3;=%C2%B3 sup;=%E2%8A%83 supE;=%E2%AB%86 supdot;=%E2%AA%BE " +
        "supdsub;=%E2%AB%98 supe;=%E2%8A%87 supedot;=%E2%AB%84 suphsol;=%E2%9F%89 suphsub;=%E2%AB%97 suplarr;=%E2%A5%BB supmult;=%E2%AB%82 " +
        "supnE;=%E2%AB%8C supne;=%E2%8A%8B supplus;=%E2%AB%80 supset;=%E2%8A%83 supseteq;=%E2%8A%87 supseteqq;=%E2%AB%86 supsetneq;=%E2%8A%8B " +
        "supsetneqq;=%E2%AB%8C supsim;=%E2%AB%88 supsub;=%E2%AB%94 supsup;=%E2%AB%96 swArr;=%E2%87%99 swarhk;=%E2%A4%A6 swarr;=%E2%86%99 " +
        "swarrow;=%E2%86%99 swnwar;=%E2%A4%AA szlig=%C3%9F szlig;=%C3%9F target;=%E2%8C%96 tau;=%CF%84 tbrk;=%E2%8E%B4 tcaron;=%C5%A5 tcedil;=%C5%A3 " +
        "tcy;=%D1%82 tdot;=%E2%83%9B telrec;=%E2%8C%95 tfr;=%F0%9D%94%B1 there4;=%E2%88%B4 therefore;=%E2%88%B4 theta;=%CE%B8 thetasym;=%CF%91 " +
        "thetav;=%CF%91 thickapprox;=%E2%89%88 thicksim;=%E2%88%BC thinsp;=%E2%80%89 thkap;=%E2%89%88 thksim;=%E2%88%BC thorn=%C3%BE thorn;=%C3%BE " +
        "tilde;=%CB%9C times=%C3%97 times;=%C3%97 timesb;=%E2%8A%A0 timesbar;=%E2%A8%B1 timesd;=%E2%A8%B0 tint;=%E2%88%AD toea;=%E2%A4%A8 " +
        "top;=%E2%8A%A4 topbot;=%E2%8C%B6 topcir;=%E2%AB%B1 topf;=%F0%9D%95%A5 topfork;=%E2%AB%9A tosa;=%E2%A4%A9 tprime;=%E2%80%B4 trade;=%E2%84%A2 " +
        "triangle;=%E2%96%B5 triangledown;=%E2%96%BF triangleleft;=%E2%97%83 trianglelefteq;=%E2%8A%B4 triangleq;=%E2%89%9C triangleright;=%E2%96%B9 " +
        "trianglerighteq;=%E2%8A%B5 tridot;=%E2%97%AC trie;=%E2%89%9C triminus;=%E2%A8%BA triplus;=%E2%A8%B9 trisb;=%E2%A7%8D tritime;=%E2%A8%BB " +
        "trpezium;=%E2%8F%A2 tscr;=%F0%9D%93%89 tscy;=%D1%86 tshcy;=%D1%9B tstrok;=%C5%A7 twixt;=%E2%89%AC twoheadleftarrow;=%E2%86%9E " +
        "twoheadrightarrow;=%E2%86%A0 uArr;=%E2%87%91 uHar;=%E2%A5%A3 uacute=%C3%BA uacute;=%C3%BA uarr;=%E2%86%91 ubrcy;=%D1%9E ubreve;=%C5%AD " +
        "ucirc=%C3%BB ucirc;=%C3%BB ucy;=%D1%83 udarr;=%E2%87%85 udblac;=%C5%B1 udhar;=%E2%A5%AE ufisht;=%E2%A5%BE ufr;=%F0%9D%94%B2 ugrave=%C3%B9 " +
        "ugrave;=%C3%B9 uharl;=%E2%86%BF uharr;=%E2%86%BE uhblk;=%E2%96%80 ulcorn;=%E2%8C%9C ulcorner;=%E2%8C%9C ulcrop;=%E2%8C%8F ultri;=%E2%97%B8 " +
        "umacr;=%C5%AB uml=%C2%A8 uml;=%C2%A8 uogon;=%C5%B3 uopf;=%F0%9D%95%A6 uparrow;=%E2%86%91 updownarrow;=%E2%86%95 upharpoonleft;=%E2%86%BF " +
        "upharpoonright;=%E2%86%BE uplus;=%E2%8A%8E upsi;=%CF%85 upsih;=%CF%92 upsilon;=%CF%85 upuparrows;=%E2%87%88 urcorn;=%E2%8C%9D " +
        "urcorner;=%E2%8C%9D urcrop;=%E2%8C%8E uring;=%C5%AF urtri;=%E2%97%B9 uscr;=%F0%9D%93%8A utdot;=%E2%8B%B0 utilde;=%C5%A9 utri;=%E2%96%B5 " +
        "utrif;=%E2%96%B4 uuarr;=%E2%87%88 uuml=%C3%BC uuml;=%C3%BC uwangle;=%E2%A6%A7 vArr;=%E2%87%95 vBar;=%E2%AB%A8 vBarv;=%E2%AB%A9 " +
        "vDash;=%E2%8A%A8 vangrt;=%E2%A6%9C varepsilon;=%CF%B5 varkappa;=%CF%B0 varnothing;=%E2%88%85 varphi;=%CF%95 varpi;=%CF%96 " +
        "varpropto;=%E2%88%9D varr;=%E2%86%95 varrho;=%CF%B1 varsigma;=%CF%82 varsubsetneq;=%E2%8A%8A%EF%B8%80 varsubsetneqq;=%E2%AB%8B%EF%B8%80 " +
        "varsupsetneq;=%E2%8A%8B%EF%B8%80 varsupsetneqq;=%E2%AB%8C%EF%B8%80 vartheta;=%CF%91 vartriangleleft;=%E2%8A%B2 vartriangleright;=%E2%8A%B3 " +
        "vcy;=%D0%B2 vdash;=%E2%8A%A2 vee;=%E2%88%A8 veebar;=%E2%8A%BB veeeq;=%E2%89%9A vellip;=%E2%8B%AE verbar;=%7C vert;=%7C vfr;=%F0%9D%94%B3 " +
        "vltri;=%E2%8A%B2 vnsub;=%E2%8A%82%E2%83%92 vnsup;=%E2%8A%83%E2%83%92 vopf;=%F0%9D%95%A7 vprop;=%E2%88%9D vrtri;=%E2%8A%B3 " +
        "vscr;=%F0%9D%93%8B vsubnE;=%E2%AB%8B%EF%B8%80 vsubne;=%E2%8A%8A%EF%B8%80 vsupnE;=%E2%AB%8C%EF%B8%80 vsupne;=%E2%8A%8B%EF%B8%80 " +
        "vzigzag;=%E2%A6%9A wcirc;=%C5%B5 wedbar;=%E2%A9%9F wedge;=%E2%88%A7 wedgeq;=%E2%89%99 weierp;=%E2%84%98 wfr;=%F0%9D%94%B4 " +
        "wopf;=%F0%9D%95%A8 wp;=%E2%84%98 wr;=%E2%89%80 wreath;=%E2%89%80 wscr;=%F0%9D%93%8C xcap;=%E2%8B%82 xcirc;=%E2%97%AF xcup;=%E2%8B%83 " +
        "xdtri;=%E2%96%BD xfr;=%F0%9D%94%B5 xhArr;=%E2%9F%BA xharr;=%E2%9F%B7 xi;=%CE%BE xlArr;=%E2%9F%B8 xlarr;=%E2%9F%B5 xmap;=%E2%9F%BC " +
        "xnis;=%E2%8B%BB xodot;=%E2%A8%80 xopf;=%F0%9D%95%A9 xoplus;=%E2%A8%81 xotime;=%E2%A8%82 xrArr;=%E2%9F%B9 xrarr;=%E2%9F%B6 " +
        "xscr;=%F0%9D%93%8D xsqcup;=%E2%A8%86 xuplus;=%E2%A8%84 xutri;=%E2%96%B3 xvee;=%E2%8B%81 xwedge;=%E2%8B%80 yacute=%C3%BD yacute;=%C3%BD " +
        "yacy;=%D1%8F ycirc;=%C5%B7 ycy;=%D1%8B yen=%C2%A5 yen;=%C2%A5 yfr;=%F0%9D%94%B6 yicy;=%D1%97 yopf;=%F0%9D%95%AA yscr;=%F0%9D%93%8E " +
        "yucy;=%D1%8E yuml=%C3%BF yuml;=%C3%BF zacute;=%C5%BA zcaron;=%C5%BE zcy;=%D0%B7 zdot;=%C5%BC zeetrf;=%E2%84%A8 zeta;=%CE%B6 " +
        "zfr;=%F0%9D%94%B7 zhcy;=%D0%B6 zigrarr;=%E2%87%9D zopf;=%F0%9D%95%AB zscr;=%F0%9D%93%8F zwj;=%E2%80%8D zwnj;=%E2%80%8C";
}
