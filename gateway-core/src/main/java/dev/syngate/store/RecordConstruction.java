package dev.syngate.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.module.SimpleModule;

/// Lets Jackson call the constructors of records as they are. By itself it calls them over method
/// handles, for which the JVM makes some ten classes for each shape of record: a fifth of the time
/// that a gateway takes to open.
final class RecordConstruction extends SimpleModule {
    private static final long serialVersionUID = 1;

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new Records());
    }

    private static final class Records extends ValueInstantiators.Base {
        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config,
                BeanDescription.Supplier described,
                ValueInstantiator usual) {
            return described.getBeanClass().isRecord()
                            && usual instanceof StdValueInstantiator standard
                            && standard.getWithArgsCreator() instanceof AnnotatedConstructor maker
                    ? new OfRecord(standard, maker.getAnnotated())
                    : usual;
        }
    }

    private static final class OfRecord extends StdValueInstantiator {
        private static final long serialVersionUID = 1;
        private final transient Constructor<?> constructor;

        OfRecord(StdValueInstantiator usual, Constructor<?> constructor) {
            super(usual);
            this.constructor = constructor;
        }

        @Override
        public Object createFromObjectWith(
                DeserializationContext context, @Nullable Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                return refused(context, values, e.getTargetException());
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                return refused(context, values, e);
            }
        }

        private Object refused(
                DeserializationContext context, @Nullable Object[] values, Throwable why) {
            return context.handleInstantiationProblem(
                    getValueClass(), values, rewrapCtorProblem(context, why));
        }
    }
}
