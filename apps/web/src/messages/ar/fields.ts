import type { Fields } from '../messages.ts';
import { isolate } from './isolate.ts';

const plurals = new Intl.PluralRules('ar');

/** Arabic has one, two, a few (3–10), many (11–99) and the rest. */
function markedFields(count: number): string {
  switch (plurals.select(count)) {
    case 'one':
      return 'الحقل المحدَّد';
    case 'two':
      return 'الحقلين المحدَّدين';
    case 'few':
      return `${count} حقول محدَّدة`;
    case 'many':
      return `${count} حقلًا محدَّدًا`;
    default:
      return `${count} حقل محدَّد`;
  }
}

export const fields: Fields = {
  fields: {
    email: {
      label: 'البريد الإلكتروني',
      hint: '',
      problems: {
        required: 'اكتب بريدك الإلكتروني.',
        invalid: `هذا البريد غير مكتمل. يكون على شكل ${isolate('name@example.com')}.`,
        too_long: 'هذا البريد طويل جدًا.',
      },
    },
    cardNumber: {
      label: 'رقم البطاقة',
      hint: '',
      problems: {
        required: 'اكتب رقم بطاقتك.',
        incomplete: 'رقم بطاقتك غير مكتمل.',
        invalid: 'رقم البطاقة هذا غير صحيح. تحقّق من الأرقام.',
        too_long: 'رقم البطاقة هذا طويل جدًا.',
      },
    },
    expiry: {
      label: 'تاريخ الانتهاء',
      hint: `شهر/سنة، مثل ${isolate('01/30')}`,
      problems: {
        required: 'اكتب تاريخ انتهاء بطاقتك.',
        incomplete: 'اكتب الشهر والسنة.',
        invalid: `هذا ليس تاريخًا. جرّب ${isolate('01/30')}.`,
        expired: 'انتهت صلاحية هذه البطاقة. استخدم غيرها.',
      },
    },
    cvc: {
      label: 'رمز الأمان',
      hint: '3 أرقام على الظهر',
      problems: {
        required: 'اكتب رمز الأمان.',
        incomplete: 'رمز الأمان غير مكتمل.',
        invalid: 'رمز الأمان غير صحيح.',
        too_long: 'رمز الأمان طويل جدًا.',
        declined: 'اكتب الرمز مرة أخرى.',
      },
    },
    name: {
      label: 'الاسم على البطاقة',
      hint: 'كما هو مطبوع. يساعد مصرفك على التعرّف عليك.',
      problems: {
        required: 'اكتب الاسم الذي على بطاقتك.',
        invalid: 'تحقّق من هذا الاسم.',
        too_long: 'هذا الاسم طويل جدًا.',
      },
    },
    country: {
      label: 'البلد',
      hint: '',
      problems: { required: 'اختر بلدًا.', unknown: 'اختر بلدًا.', invalid: 'اختر بلدًا.' },
    },
    postalCode: {
      label: 'الرمز البريدي',
      hint: '',
      problems: {
        required: 'اكتب رمزك البريدي.',
        invalid: 'هذا الرمز البريدي غير صحيح.',
        too_long: 'هذا الرمز البريدي طويل جدًا.',
      },
    },
    businessName: {
      label: 'اسم الشركة',
      hint: '',
      problems: {
        required: 'اكتب اسم شركتك.',
        invalid: 'تحقّق من هذا الاسم.',
        too_long: 'هذا الاسم طويل جدًا.',
      },
    },
    taxId: {
      label: 'الرقم الضريبي',
      hint: 'كما في فواتيرك',
      problems: {
        required: 'اكتب رقمك الضريبي.',
        invalid: 'لم يُقبل هذا الرقم الضريبي.',
        too_long: 'هذا الرقم الضريبي طويل جدًا.',
      },
    },
  },

  problems: {
    required: 'هذا مطلوب.',
    invalid: 'هذا غير صحيح.',
    incomplete: 'هذا غير مكتمل.',
    too_short: 'هذا قصير جدًا.',
    too_long: 'هذا طويل جدًا.',
    below_minimum: 'هذا قليل جدًا.',
    above_maximum: 'هذا كثير جدًا.',
    expired: 'انتهت صلاحية هذا.',
    brand_not_accepted: 'هذا غير مقبول هنا.',
    unknown: 'هذا غير معروف هنا.',
    not_allowed: 'هذا غير ممكن هنا.',
  },

  card: {
    cvcFour: '4 أرقام على الوجه',
    brandNotAccepted: (brand) => `لا نقبل ${isolate(brand)}. استخدم بطاقة أخرى.`,
    unknownBrandNotAccepted: 'لا نقبل هذا النوع من البطاقات. استخدم غيرها.',
  },

  oddTaxId: {
    like: (example) => `يُكتب عادةً مثل ${isolate(example)}. إن كان رقمك صحيحًا فتابع.`,
    unusual: 'يبدو غير مألوف. إن كان صحيحًا فتابع.',
  },

  form: {
    wrongFields: (count) => `تحقّق من ${markedFields(count)}.`,
  },
};
